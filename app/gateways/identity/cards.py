"""IC cards: signature, chain to a configured authority, dates, purpose and revocation, all with the files at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, SignatureAlgorithmOID

from app.gateways.identity import sm2
from app.gateways.identity.port import Card, IdentityRefusedError

MAX_CERTIFICATE = 20_000
MIN_RSA_BITS = 2048
SM2_SIGNATURE = x509.ObjectIdentifier("1.2.156.10197.1.501")
_Kind = TypeVar("_Kind", bound=x509.ExtensionType)
STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
#: A card may be made for logging in by TLS, at a desk, or for anything.
PURPOSES = (
    ExtendedKeyUsageOID.CLIENT_AUTH,
    ExtendedKeyUsageOID.SMARTCARD_LOGON,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)


class AuthorityFiles:
    """Trust the authorities of one PEM file, and believe the revocation lists of another; both are read at each use."""

    def __init__(self, *, authorities: str, revocations: str) -> None:
        self._authorities = Path(authorities)
        self._revocations = Path(revocations)

    def read(self, certificate: bytes) -> Card:
        """Return what a certificate says, unchecked."""
        return _card(_parsed(certificate))

    def check(self, certificate: bytes, *, now: datetime, allows_sha1: bool) -> Card:
        """Return the card of a certificate that is good now."""
        leaf = _parsed(certificate)
        _check_key(leaf)
        chain = self._chain(leaf, allows_sha1=allows_sha1)
        for one in (leaf, *chain):
            if now < one.not_valid_before_utc:
                raise IdentityRefusedError("card_not_yet_valid")
            if now >= one.not_valid_after_utc:
                raise IdentityRefusedError("card_expired")
        _check_purpose(leaf)
        for one, issuer in zip((leaf, *chain), chain, strict=False):
            self._check_revocation(one, issuer, now)
        return _card(leaf)

    def check_signature(
        self, certificate: bytes, signature: bytes, *, data: bytes, now: datetime, allows_sha1: bool
    ) -> Card:
        """Return the card that has signed the data and is good now; what is wrong is told to its holder only."""
        leaf = _parsed(certificate)
        if not _has_signed(leaf, signature, data, allows_sha1=allows_sha1):
            raise IdentityRefusedError("card_signature_wrong")
        return self.check(certificate, now=now, allows_sha1=allows_sha1)

    def _chain(self, leaf: x509.Certificate, *, allows_sha1: bool) -> Sequence[x509.Certificate]:
        """Return the authorities above a certificate, as far as they are configured; at least one must be."""
        known = _authorities(self._authorities)
        chain: list[x509.Certificate] = []
        current = leaf
        while True:
            above = [one for one in known if one.subject == current.issuer and one not in chain]
            issuer = next((one for one in above if _issued(current, one, allows_sha1=allows_sha1)), None)
            if issuer is None:
                break
            chain.append(issuer)
            if issuer.subject == issuer.issuer:
                break
            current = issuer
        if not chain or leaf in known:
            raise IdentityRefusedError("card_other_authority")
        return chain

    def _check_revocation(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> None:
        """Refuse what the authority has revoked, and everything when its list is missing or too old."""
        for revocations in _revocation_lists(self._revocations):
            if revocations.issuer != issuer.subject or not _signed_list(revocations, issuer):
                continue
            ends = revocations.next_update_utc
            if now < revocations.last_update_utc or ends is None or now >= ends:
                continue
            if revocations.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None:
                raise IdentityRefusedError("card_revoked")
            return
        raise IdentityRefusedError("card_revocation_unknown", str(issuer.subject.rfc4514_string()), is_fault=True)


def _parsed(certificate: bytes) -> x509.Certificate:
    if len(certificate) > MAX_CERTIFICATE:
        raise IdentityRefusedError("card_unreadable")
    try:
        if b"-----BEGIN" in certificate:
            return x509.load_pem_x509_certificate(certificate)
        return x509.load_der_x509_certificate(certificate)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise IdentityRefusedError("card_unreadable") from error


def _card(certificate: x509.Certificate) -> Card:
    common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    name = str(common[0].value) if common else certificate.subject.rfc4514_string()
    return Card(
        issuer=certificate.issuer.rfc4514_string()[:400],
        subject=f"{certificate.serial_number:x}",
        name=name[:200],
        expires_at=certificate.not_valid_after_utc,
    )


def _has_signed(leaf: x509.Certificate, signature: bytes, data: bytes, *, allows_sha1: bool) -> bool:
    if sm2.is_key_of(leaf):
        return sm2.has_signed(leaf, signature, data)
    key = leaf.public_key()
    allowed = [hashes.SHA256(), *([hashes.SHA1()] if allows_sha1 else [])]  # noqa: S303 behind the dated parameter
    if isinstance(key, rsa.RSAPublicKey):
        pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.AUTO)
        tries = [(padding.PKCS1v15(), digest) for digest in allowed] + [(pss, hashes.SHA256())]
        return any(_holds(partial(key.verify, signature, data, p, d)) for p, d in tries)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return any(_holds(partial(key.verify, signature, data, ec.ECDSA(d))) for d in allowed)
    return False


def _holds(verify: Callable[[], object]) -> bool:
    try:
        verify()
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _check_key(leaf: x509.Certificate) -> None:
    if sm2.is_key_of(leaf):
        return
    try:
        key = leaf.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise IdentityRefusedError("card_weak") from error
    is_strong = isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS
    if not is_strong and not isinstance(key, ec.EllipticCurvePublicKey):
        raise IdentityRefusedError("card_weak")


def _check_purpose(leaf: x509.Certificate) -> None:
    """Refuse certificates that are made for something else than logging in or signing."""
    usage = _extension(leaf, x509.KeyUsage)
    purposes = _extension(leaf, x509.ExtendedKeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise IdentityRefusedError("card_not_for_login")
    if purposes is not None and not any(one in PURPOSES for one in purposes):
        raise IdentityRefusedError("card_not_for_login")
    if _is_authority(leaf):
        raise IdentityRefusedError("card_not_for_login")


def _extension(certificate: x509.Certificate, kind: type[_Kind]) -> _Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return None


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    return constraints is not None and constraints.ca and (usage is None or usage.key_cert_sign)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate, *, allows_sha1: bool) -> bool:
    """Tell whether an authority has signed a certificate, by a hash that still counts."""
    if not _is_authority(issuer):
        return False
    if certificate.signature_algorithm_oid == SM2_SIGNATURE:
        return sm2.has_issued(issuer, certificate.tbs_certificate_bytes, certificate.signature)
    digest = certificate.signature_hash_algorithm
    if not isinstance(digest, STRONG) and not (allows_sha1 and isinstance(digest, hashes.SHA1)):
        return False
    return _holds(lambda: certificate.verify_directly_issued_by(issuer))


def _signed_list(revocations: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    if revocations.signature_algorithm_oid == SM2_SIGNATURE:
        return sm2.has_issued(issuer, revocations.tbs_certlist_bytes, revocations.signature)
    if revocations.signature_algorithm_oid == SignatureAlgorithmOID.RSA_WITH_MD5 or sm2.is_key_of(issuer):
        return False
    key = issuer.public_key()
    return isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and revocations.is_signature_valid(key)


def _authorities(path: Path) -> Sequence[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise IdentityRefusedError("card_settings_wrong", str(error), is_fault=True) from error


def _revocation_lists(path: Path) -> Sequence[x509.CertificateRevocationList]:
    """Return the lists of a file, which holds one PEM block an authority."""
    try:
        text = path.read_text(encoding="ascii")
        ends = "-----END X509 CRL-----"
        blocks = [part + ends for part in text.split(ends) if "-----BEGIN X509 CRL-----" in part]
        return [x509.load_pem_x509_crl(block.encode()) for block in blocks]
    except (OSError, ValueError) as error:
        raise IdentityRefusedError("card_settings_wrong", str(error), is_fault=True) from error
