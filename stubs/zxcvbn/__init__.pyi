# What we use of zxcvbn, which comes without types.
from collections.abc import Sequence
from typing import TypedDict

class _Result(TypedDict):
    score: int

def zxcvbn(password: str, user_inputs: Sequence[str] | None = ...) -> _Result: ...
