"""A small software card: an authority with its revocation list, and cards that it has issued."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
YEAR = timedelta(days=365)


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(**chosen: bool) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{one: chosen.get(one, False) for one in every})


@dataclass(frozen=True)
class Card:
    """Hold a key and its certificate, as a card does."""

    key: Any
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def sign(self, text: str, *, how: str = "pkcs1") -> str:
        """Sign a text as cards of this kind do, and return the signature in Base64."""
        data = text.encode()
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            made = self.key.sign(data, ec.ECDSA(hashes.SHA256()))
        elif how == "pss":
            pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.MAX_LENGTH)
            made = self.key.sign(data, pss, hashes.SHA256())
        else:
            digest = hashes.SHA1() if how == "sha1" else hashes.SHA256()  # noqa: S303
            made = self.key.sign(data, padding.PKCS1v15(), digest)
        return base64.b64encode(made).decode()


@dataclass
class Authority:
    """Issue and revoke cards; `keys` of cards are made once and used again, since making them takes long."""

    title: str = "EXAMPLE CARD AUTHORITY"
    revoked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = (
            self._builder(name(self.title), self.key.public_key(), NOW - YEAR, NOW + 10 * YEAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
            .add_extension(usage(key_cert_sign=True, crl_sign=True), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def issue(self, holder: str = "LIN HAI (EXAMPLE)", **chosen: Any) -> Card:
        """Issue a card; `key`, `starts`, `ends`, `usage`, `purpose` and `is_authority` may be chosen."""
        key = chosen.get("key") or ec.generate_private_key(ec.SECP256R1())
        builder = self._builder(
            name(holder), key.public_key(), chosen.get("starts", NOW - YEAR), chosen.get("ends", NOW + YEAR)
        )
        builder = builder.add_extension(
            x509.BasicConstraints(ca=chosen.get("is_authority", False), path_length=None), critical=True
        )
        builder = builder.add_extension(chosen.get("usage") or usage(digital_signature=True), critical=True)
        purpose = chosen.get("purpose", ExtendedKeyUsageOID.CLIENT_AUTH)
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        return Card(key, builder.sign(self.key, hashes.SHA256()))

    def revocations(self, *, starts: datetime = NOW - timedelta(days=1), days: int = 30) -> bytes:
        """Return the list of what is revoked, in PEM."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(starts).next_update(starts + timedelta(days=days))
        for serial in self.revoked:
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(starts).build()
            builder = builder.add_revoked_certificate(one)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)

    def write(self, folder: Path) -> tuple[str, str]:
        """Write the authority's certificate and list into files, as administrators configure them."""
        authorities, revocations = folder / "authorities.pem", folder / "revoked.pem"
        authorities.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        revocations.write_bytes(self.revocations())
        return str(authorities), str(revocations)

    def _builder(self, subject: x509.Name, key: Any, starts: datetime, ends: datetime) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(name(self.title))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(starts)
            .not_valid_after(ends)
        )


def rsa_key() -> rsa.RSAPrivateKey:
    """Make an RSA key as cards have it."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
