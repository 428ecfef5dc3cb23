"""Looking into files that people upload, at arm's length: a process that can be killed reads them, never ours."""

from __future__ import annotations

from app.gateways.scanner.checking import SubprocessCheck
from app.gateways.scanner.port import FileCheck

__all__ = ["FileCheck", "SubprocessCheck"]
