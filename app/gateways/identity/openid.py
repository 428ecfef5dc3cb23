"""OpenID Connect: the authorisation code flow with PKCE, and an ID token that is checked in every part."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.gateways.identity.port import IdentityRefusedError, OutsideIdentity

TIMEOUT = httpx.Timeout(10, connect=5)
#: Only signatures by a key pair: with a shared secret anybody who has it could make tokens.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
#: How far the clocks of both sides may differ, and how old a fresh token may be, in seconds.
LEEWAY, MAX_AGE = 60, 600
KEPT_SECONDS = 600
MAX_ANSWER = 200_000
MAX_SUBJECT = 255


class OpenIdProvider:
    """Talk to one provider; its discovery document and keys are kept for ten minutes."""

    def __init__(self, *, issuer: str, client_id: str, client_secret: str) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def address(self, *, redirect_uri: str, state: str, nonce: str, challenge: str) -> str:
        """Return where the browser goes to log in."""
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "scope": "openid profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = self._endpoint("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def identity(self, code: str, *, redirect_uri: str, nonce: str, verifier: str, now: datetime) -> OutsideIdentity:
        """Exchange the code for an ID token and return whom it names."""
        claims = self._claims(self._id_token(code, redirect_uri, verifier))
        self._check(claims, nonce, int(now.timestamp()))
        name = claims.get("name") or claims.get("preferred_username") or ""
        return OutsideIdentity(issuer=self._issuer, subject=claims["sub"], name=str(name)[:200])

    def _id_token(self, code: str, redirect_uri: str, verifier: str) -> str:
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._client_id,
            "code_verifier": verifier,
        }
        methods = self._discovery().get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        auth = (self._client_id, self._client_secret) if "client_secret_basic" in methods else None
        if auth is None:
            sent["client_secret"] = self._client_secret
        answer = self._ask("POST", self._endpoint("token_endpoint"), data=sent, auth=auth)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise IdentityRefusedError("outside_refused", "no id_token")
        return token

    def _claims(self, token: str) -> Mapping[str, Any]:
        """Return the claims of a token that one of the provider's own keys has signed."""
        reason = ""
        for is_fresh in (False, True):  # keys change: what the kept ones do not know, the newest may
            try:
                keys = KeySet.import_key_set(self._get(self._endpoint("jwks_uri"), is_fresh=is_fresh))  # type: ignore[arg-type]
                return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            except (JoseError, ValueError, KeyError, TypeError) as error:
                reason = type(error).__name__
        raise IdentityRefusedError("outside_token_wrong", reason)

    def _check(self, claims: Mapping[str, Any], nonce: str, now: int) -> None:
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        wrong = {
            "issuer": claims.get("iss") != self._issuer,
            "audience": self._client_id not in audiences,
            "authorised party": claims.get("azp", self._client_id) != self._client_id
            or (len(audiences) > 1 and "azp" not in claims),
            "expiry": not _is_number(claims.get("exp")) or claims["exp"] + LEEWAY <= now,
            "time of issue": not _is_number(claims.get("iat")) or not -LEEWAY <= now - claims["iat"] <= MAX_AGE,
            "nonce": not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()),
            "subject": not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= MAX_SUBJECT,
        }
        found = [name for name, is_wrong in wrong.items() if is_wrong]
        if found:
            raise IdentityRefusedError("outside_token_wrong", ", ".join(found))

    def _endpoint(self, name: str) -> str:
        address = self._discovery().get(name)
        own = urlsplit(self._issuer)
        if not isinstance(address, str) or urlsplit(address).scheme != own.scheme:
            raise IdentityRefusedError("outside_unreachable", f"no {name}", is_fault=True)
        return address

    def _discovery(self) -> dict[str, Any]:
        found = self._get(self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self._issuer:
            raise IdentityRefusedError("outside_unreachable", "the discovery names another issuer", is_fault=True)
        return found

    def _get(self, address: str, *, is_fresh: bool = False) -> dict[str, Any]:
        with self._lock:
            kept = self._kept.get(address)
        if kept is not None and not is_fresh and time.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        found = self._ask("GET", address)
        with self._lock:
            self._kept[address] = (time.monotonic(), found)
        return found

    @staticmethod
    def _ask(method: str, address: str, **options: Any) -> dict[str, Any]:
        """Ask the provider; redirects are not followed, and no answer is read that is larger than any real one."""
        try:
            with httpx.Client(timeout=TIMEOUT, trust_env=False, headers={"Accept": "application/json"}) as client:
                answer = client.request(method, address, **options)
                found = answer.json() if len(answer.content) <= MAX_ANSWER else None
        except (httpx.HTTPError, ValueError) as error:
            raise IdentityRefusedError("outside_unreachable", type(error).__name__, is_fault=True) from error
        if method == "POST" and answer.is_client_error:
            raise IdentityRefusedError("outside_refused", str(answer.status_code))
        if not answer.is_success or not isinstance(found, dict):
            raise IdentityRefusedError("outside_unreachable", str(answer.status_code), is_fault=True)
        return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
