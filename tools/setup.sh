#!/usr/bin/env bash
# Install what is missing to run ("run"), test ("test") or check ("check") the application; the second time there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

# One set-up at a time: a second `make` waits here for the first.
if [[ -z ${SETUP_LOCKED:-} ]] && command -v flock >/dev/null; then
    exec env SETUP_LOCKED=1 flock --close Makefile bash tools/setup.sh "$purpose"
fi

say() { printf '%s\n' "$*"; }

# package, a command that does as well as the package ("-": none), what it is for
wanted() {
    cat <<'TABLE'
wkhtmltopdf          wkhtmltopdf  first PDF engine
fonts-arphic-uming   -            Chinese type of lists and other web pages as PDF
fonts-liberation     -            Times-like Latin and Cyrillic type of certificates
fonts-noto-cjk       -            Chinese, Japanese and Korean type of certificates
fonts-noto-core      -            Arabic and other type of certificates
fonts-hanazono       -            rare Chinese characters of certificates
libpango-1.0-0       -            second PDF engine (WeasyPrint)
libpangoft2-1.0-0    -            second PDF engine (WeasyPrint)
libharfbuzz-subset0  -            second PDF engine (WeasyPrint)
TABLE
    if [[ $purpose == test ]]; then
        cat <<'TABLE'
chromium             chromium     browser tests
postgresql           postgres     tests on PostgreSQL (a throw-away cluster of their own)
poppler-utils        pdftotext    tests that read and look at PDFs
TABLE
    fi
}

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

can_become_root() {
    [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# Install Debian packages; those that this release of Debian does not have are named and left out.
install_packages() {
    local package offered=()
    as_root apt-get update -qq || say "The package lists could not be brought up to date; trying with those at hand."
    for package in "$@"; do
        if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then
            offered+=("$package")
        else
            say "This system does not offer $package."
        fi
    done
    [[ ${#offered[@]} == 0 ]] ||
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${offered[@]}" </dev/null
}

system_packages() {
    local package command reason missing=()
    if ! command -v dpkg-query >/dev/null; then
        [[ -f .venv/.stamp ]] || say "This is not Debian: please see in tools/setup.sh which programs and fonts are needed."
        return
    fi
    while read -r package command reason; do
        if [[ $command != - ]] && { command -v "$command" || compgen -G "/usr/lib/postgresql/*/bin/$command"; } >/dev/null; then
            continue
        fi
        is_installed "$package" && continue
        [[ ${#missing[@]} == 0 ]] && say "System packages that are missing:"
        printf '  %-20s %s\n' "$package" "$reason"
        missing+=("$package")
    done < <(wanted)
    [[ ${#missing[@]} == 0 ]] && return
    if ! can_become_root; then
        say "Only an administrator can install them:  apt-get install ${missing[*]}"
        without "${missing[@]}"
    elif [[ -f .venv/.refused-packages && $(<.venv/.refused-packages) == "${missing[*]}" ]]; then
        say "They could not be installed before; to try again, remove .venv/.refused-packages."
        without "${missing[@]}"
    else
        say "Installing them with apt-get now; this can take some minutes."
        install_packages "${missing[@]}" || say "apt-get could not install all of them."
        refused "${missing[@]}"
    fi
}

# Remember what could not be installed, so that the next start does not wait for it again.
refused() {
    local package still=()
    for package in "$@"; do is_installed "$package" || still+=("$package"); done
    refused_packages="${still[*]}"
    [[ ${#still[@]} == 0 ]] || without "${still[@]}"
}

without() {
    case " $* " in
        *" libpango"* | *" libharfbuzz"*)
            case " $* " in
                *" wkhtmltopdf "*) say "Going on, but no PDF can be made until one of the two PDF engines is there." ;;
                *) say "Going on with wkhtmltopdf alone." ;;
            esac ;;
        *" wkhtmltopdf "*) say "Going on with the second PDF engine (WeasyPrint)." ;;
        *" fonts-"*) ;;
        *) say "Going on without." ;;
    esac
    case " $* " in
        *" fonts-liberation "* | *" fonts-noto-cjk "*)
            say "Going on, but no certificate can be printed without fonts-liberation and fonts-noto-cjk." ;;
        *" fonts-"*) say "Going on without; certificates refuse characters that no font has." ;;
    esac
}

# The first Python from 3.11 to 3.13 that can make a virtual environment.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    return 1
}

identity() {
    printf '%s %s %s' "$(sha256sum <requirements.lock)" "$(.venv/bin/python -V 2>/dev/null)" "$PWD"
}

# The stamp is written last: an environment that was interrupted is made anew, never used half.
virtual_environment() {
    local python started=$SECONDS
    [[ -f .venv/.stamp && $(<.venv/.stamp) == "$(identity)" ]] && return
    if ! python=$(find_python) && can_become_root && command -v apt-get >/dev/null; then
        say "Installing python3 and python3-venv with apt-get."
        install_packages python3 python3-venv || true
    fi
    if ! python=$(find_python); then
        say "Python 3.11, 3.12 or 3.13 with its venv module is needed (Debian: apt-get install python3 python3-venv)."
        say "Another interpreter can be named:  make $purpose PYTHON=/path/to/python3.11"
        exit 1
    fi
    say "Making the virtual environment .venv with $("$python" -V) and the packages of requirements.lock; this takes about a minute."
    "$python" -m venv --clear .venv
    if ! .venv/bin/python -m pip --disable-pip-version-check install --quiet --quiet --only-binary :all: --require-hashes -r requirements.lock; then
        say "The Python packages could not be installed; nothing half-made will be used. Run the command again once pip can reach its registry."
        exit 1
    fi
    .venv/bin/python -m compileall -q .venv/lib >/dev/null || true
    identity >.venv/.stamp
    say "Made .venv in $((SECONDS - started)) s."
}

refused_packages=
system_packages
virtual_environment
if [[ -n $refused_packages ]]; then printf '%s' "$refused_packages" >.venv/.refused-packages; fi
# Start-up takes three times as long from sources that are not compiled.
.venv/bin/python -m compileall -q app config.py run.py || true
# What checks the scripts comes from npm; where that cannot be reached it is said, and fails in continuous integration only.
if [[ $purpose == check ]]; then .venv/bin/python tools/scripts.py install; fi
