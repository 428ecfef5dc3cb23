"""A small OpenID provider on this machine: discovery, keys, codes, tokens; honest unless a test tells it otherwise."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "certificates", "a-secret-of-the-client"


class Provider:
    """Log people in as whoever a test says; `claims` changes what its tokens say, `key` what they are signed by."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = self._new_key("one")
        self.published = self.key
        self.claims: dict[str, Any] = {}
        #: "none" leaves tokens unsigned, "HS256" signs with what everybody knows: the public key
        self.algorithm = "ES256"
        #: the issuer that the discovery names
        self.named_issuer = ""
        self.is_down = False
        self.exchanges = 0
        self._codes: dict[str, dict[str, str]] = {}

    @staticmethod
    def _new_key(number: str) -> Any:
        return ECKey.generate_key("P-256", {"kid": number, "use": "sig"}, private=True)

    def change_key(self) -> None:
        """Sign with a new key from now on, and publish it."""
        self.key = self.published = self._new_key(secrets.token_hex(4))

    def forge(self) -> None:
        """Sign with a key that somebody else made under the same name."""
        self.key = self._new_key(self.published.kid)

    def log_in(self, address: str, subject: str) -> str:
        """Do what a person does at the provider, and return the address that he is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT
        code = secrets.token_urlsafe(16)
        self._codes[code] = {**asked, "subject": subject}
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: Any) -> tuple[Any, int]:
        """Exchange a code, once, for the client that it was made for."""
        self.exchanges += 1
        asked = self._codes.pop(form.get("code", ""), None)
        is_client = authorization is not None and (authorization.username, authorization.password) == (CLIENT, SECRET)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = _base64(digest)
        if asked is None or not is_client or asked["code_challenge"] != challenge:
            return {"error": "invalid_grant"}, 400
        if asked["redirect_uri"] != form.get("redirect_uri"):
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": asked["subject"], "aud": CLIENT, "exp": now + 300, "iat": now,
            "nonce": asked["nonce"], "name": f"{asked['subject']} (EXAMPLE)", **self.claims,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "ES256":
            token = jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key, algorithms=["ES256"])
        else:
            token = self._forged(claims)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}, 200

    def _forged(self, claims: dict[str, Any]) -> str:
        head = {"alg": self.algorithm, "kid": self.published.kid}
        said = ".".join(_base64(json.dumps(part).encode()) for part in (head, claims))
        known = self.published.as_pem(private=False)
        mark = hmac.new(known, said.encode(), hashlib.sha256).digest() if self.algorithm == "HS256" else b""
        return f"{said}.{_base64(mark)}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def serve() -> Iterator[Provider]:
    """Run a provider on a free port; it ends with the test."""
    provider, web = Provider(), Flask("provider")

    @web.get("/.well-known/openid-configuration")
    def _discovery() -> Any:
        base = provider.issuer
        if provider.is_down:
            return "down", 503
        return jsonify(
            issuer=provider.named_issuer or base,
            authorization_endpoint=f"{base}/login",
            token_endpoint=f"{base}/token",
            jwks_uri=f"{base}/keys",
        )

    @web.get("/keys")
    def _keys() -> Any:
        return jsonify(KeySet([provider.published]).as_dict(private=False))

    @web.post("/token")
    def _token() -> Any:
        answer, code = provider.token(request.form.to_dict(), request.authorization)
        return jsonify(answer), code

    server = make_server("127.0.0.1", 0, web, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    thread.join(timeout=10)
