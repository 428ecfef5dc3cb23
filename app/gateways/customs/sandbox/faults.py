"""How the sandbox misbehaves: each fault has a chance, and one draw decides what happens to a request."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

#: fault → what it does to a request
FAULTS: dict[str, str] = {
    "drop": "the connection ends before anything is kept",
    "delay": "the request is kept and answered late, but in time",
    "late": "the request is kept, the answer comes after the sender has given up",
    "half": "the request is kept, half of the answer comes",
    "duplicate": "the request arrives twice, answers are listed twice",
    "reorder": "the request is held back and arrives after the next one, answers come in another order",
    "fail": "the server fails and keeps nothing",
}


@dataclass
class Faults:
    """Hold the chance of each fault (0 to 1, together at most 1), and how long delays last in seconds."""

    chances: dict[str, float] = field(default_factory=dict)
    delay: float = 0.05
    late: float = 15.0
    seed: int = 1

    def __post_init__(self) -> None:
        self.set(self.chances)
        self._random = random.Random(self.seed)  # noqa: S311 faults are no secrets

    def set(self, chances: Mapping[str, float]) -> None:
        """Replace the chances; raises ValueError for unknown faults and impossible chances."""
        unknown = set(chances) - set(FAULTS)
        if unknown or any(not 0 <= chance <= 1 for chance in chances.values()) or sum(chances.values()) > 1:
            raise ValueError(f"faults are {', '.join(FAULTS)}, each from 0 to 1, together at most 1")
        self.chances = {name: chance for name, chance in chances.items() if chance}

    def draw(self) -> str:
        """Return the fault of the next request, or an empty text for none."""
        point = self._random.random()
        for name, chance in self.chances.items():
            if point < chance:
                return name
            point -= chance
        return ""

    def shuffled(self, items: list[dict[str, object]]) -> list[dict[str, object]]:
        """Return the items in another order."""
        return self._random.sample(items, len(items))


def parse(text: str) -> dict[str, float]:
    """Read `drop=0.1,late=0.2`; raises ValueError."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return {name.strip(): float(chance) for name, _, chance in pairs}
