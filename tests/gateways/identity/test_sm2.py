"""SM2 cards: signed and issued by the openssl program, checked like every other card."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from app.gateways.identity import IdentityRefusedError, sm2
from app.gateways.identity.cards import AuthorityFiles

pytestmark = [
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program"),
]
IDENTITY = f"distid:{sm2.IDENTITY}"
CONFIGURATION = """
[ca]
default_ca = own
[own]
database = index
crlnumber = number
default_crl_days = 3650
default_md = sm3
[card]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
"""


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an authority, its list, a card and a signature of the card, all with SM2 and SM3."""
    made = tmp_path_factory.mktemp("sm2")
    (made / "config").write_text(CONFIGURATION, encoding="ascii")
    (made / "index").write_text("", encoding="ascii")
    (made / "number").write_text("01\n", encoding="ascii")
    (made / "data").write_bytes(b"card-login localhost now nonce")
    for name in ("authority", "card"):
        run(made, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", f"{name}.key")
    run(
        made, "req", "-x509", "-new", "-key", "authority.key", "-sm3", "-sigopt", IDENTITY, "-days", "3650",
        "-subj", "/CN=EXAMPLE SM2 AUTHORITY", "-out", "authority.pem",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign",
    )  # fmt: skip
    run(
        made, "req", "-new", "-key", "card.key", "-sm3", "-sigopt", IDENTITY, "-subj", "/CN=LIN HAI (EXAMPLE)", "-out",
        "card.request",
    )  # fmt: skip
    run(
        made, "x509", "-req", "-in", "card.request", "-CA", "authority.pem", "-CAkey", "authority.key", "-sm3",
        "-sigopt", IDENTITY, "-vfyopt", IDENTITY, "-days", "3650", "-set_serial", "4711", "-extfile", "config",
        "-extensions", "card", "-out", "card.pem",
    )  # fmt: skip
    run(
        made, "ca", "-config", "config", "-gencrl", "-keyfile", "authority.key", "-cert", "authority.pem", "-md", "sm3",
        "-sigopt", IDENTITY, "-out", "revoked.pem",
    )  # fmt: skip
    run(made, "dgst", "-sm3", "-sign", "card.key", "-sigopt", IDENTITY, "-out", "signature", "data")
    return made


def test_an_sm2_card_is_checked_from_signature_to_revocation(folder: Path) -> None:
    verifier = AuthorityFiles(authorities=str(folder / "authority.pem"), revocations=str(folder / "revoked.pem"))
    card = (folder / "card.pem").read_bytes()
    signature, data = (folder / "signature").read_bytes(), (folder / "data").read_bytes()
    now = datetime.now(UTC)
    found = verifier.check_signature(card, signature, data=data, now=now, allows_sha1=False)
    assert (found.subject, found.name) == (f"{4711:x}", "LIN HAI (EXAMPLE)")
    for wrong in ((signature, data + b"x"), (signature[:-1] + bytes([signature[-1] ^ 1]), data), (b"", data)):
        with pytest.raises(IdentityRefusedError, match="card_signature_wrong"):
            verifier.check_signature(card, wrong[0], data=wrong[1], now=now, allows_sha1=False)


def test_an_authority_of_the_same_name_with_another_key_is_another(folder: Path) -> None:
    assert sm2.is_key_of(x509.load_pem_x509_certificate((folder / "card.pem").read_bytes()))
    card = x509.load_pem_x509_certificate((folder / "card.pem").read_bytes())
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    assert sm2.has_issued(authority, card.tbs_certificate_bytes, card.signature)
    assert not sm2.has_issued(card, card.tbs_certificate_bytes, card.signature)
