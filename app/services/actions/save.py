"""Save a draft 暂存: `certificates.save` and `save_header` write the contents, which nobody else is told of."""

from __future__ import annotations

from app.services.workflow.workflow import Deed

DEED = Deed()
