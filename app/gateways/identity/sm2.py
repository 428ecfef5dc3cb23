"""SM2 with SM3, the Chinese signature: by the openssl program of OpenSSL 3, since the library has no SM2."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

#: The curve's object identifier in DER, as it stands in the public key of a certificate.
CURVE = bytes.fromhex("06082a811ccf5501822d")
#: The identity that GM/T 0009 signs with when no other is agreed.
IDENTITY = "1234567812345678"
SECONDS = 10


def is_key_of(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate holds an SM2 key."""
    try:
        certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return CURVE in certificate.tbs_certificate_bytes
    return False


def has_signed(certificate: x509.Certificate, signature: bytes, data: bytes) -> bool:
    """Tell whether the key of a certificate has signed the data; False where OpenSSL 3 is missing."""
    program = shutil.which("openssl")
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "certificate").write_bytes(certificate.public_bytes(Encoding.PEM))
        (folder / "signature").write_bytes(signature)
        (folder / "data").write_bytes(data)
        key = _run(program, "x509", "-in", "certificate", "-noout", "-pubkey", folder=folder)
        if key is None:
            return False
        (folder / "key").write_bytes(key)
        checked = ("-verify", "key", "-signature", "signature", "-sigopt", f"distid:{IDENTITY}", "data")
        return _run(program, "dgst", "-sm3", *checked, folder=folder) is not None


def has_issued(issuer: x509.Certificate, signed: bytes, signature: bytes) -> bool:
    """Tell whether an authority has signed a certificate or a list."""
    return is_key_of(issuer) and has_signed(issuer, signature, signed)


def _run(program: str, *arguments: str, folder: Path) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 the program's own path, arguments of ours, files in an own folder
            [program, *arguments], cwd=folder, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
