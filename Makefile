# Commands of the customs certificate system; `make` alone lists them.
SHELL := /bin/bash
PY := .venv/bin/python
FLASK := $(PY) -m flask --app app
TEXTS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-tests setup-check texts run demo test soak bench mutants goldens check translations language vendor lock clean

help: ## list these commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: ## install what is missing: system packages, .venv, compiled bytecode
	@bash tools/setup.sh run

setup-tests:
	@bash tools/setup.sh test

setup-check:
	@bash tools/setup.sh check

texts: setup $(TEXTS) ## compile the translations

run: setup $(TEXTS) ## start the application, web server and scheduler; installs what is missing
	@exec $(PY) run.py

demo: setup $(TEXTS) ## fill the database with the demo enterprises, users and declarations
	@$(FLASK) db upgrade && $(FLASK) seed && $(FLASK) demo

test: setup-tests $(TEXTS) ## run every test, on SQLite and on PostgreSQL
	@bash tools/test.sh "not soak"

soak: setup-tests $(TEXTS) ## run the slow endurance tests, on SQLite and on PostgreSQL
	@bash tools/test.sh "soak"

bench: setup-tests $(TEXTS) ## measure what is fast, on a throw-away PostgreSQL
	@$(PY) tools/with_postgres.py $(PY) -m benchmarks

mutants: setup-tests ## change the rules one by one: a test must notice each; F=file for one file, EVERY=20 for a sample
	@$(PY) -m tools.mutants $(F) --every $(or $(EVERY),1)

goldens: setup-tests ## show which papers look otherwise than their kept pictures, in build/goldens.html; KEEP=1 keeps them
	@$(PY) tools/goldens.py $(if $(KEEP),--keep)

check: setup-check ## check style, types, layers, translations, scripts and browser features
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PY) tools/translations.py check
	@$(PY) tools/browser_features.py
	@$(PY) tools/scripts.py
	@$(PY) tools/vendor.py --check

translations: setup ## bring the translation files up to date with the texts in the code
	@$(PY) tools/translations.py update

language: setup ## add a language to the overseas portal, L=code; then translate its portal.po
	@$(PY) tools/language.py "$(L)"

vendor: setup ## fetch the pinned browser libraries again (needs npm)
	@$(PY) tools/vendor.py

lock: ## resolve pyproject.toml again into the hashed requirements.lock (needs uv)
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade -o requirements.lock

clean: ## remove everything made by these commands except the data in instance/
	rm -rf .venv .ruff_cache .mypy_cache .pytest_cache .hypothesis .import_linter_cache tools/web/node_modules
	rm -f translations/*/LC_MESSAGES/*.mo
	find app migrations tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Texts need Babel, so they come after the virtual environment; written whole or not at all.
$(TEXTS): | $(if $(filter test soak bench mutants goldens,$(MAKECMDGOALS)),setup-tests,setup)
$(TEXTS): %.mo: %.po
	@$(PY) -m babel.messages.frontend --quiet compile -i $< -o $@.new
	@mv $@.new $@
