"""PDFium reads and draws one document at a time: it is not thread-safe."""

from __future__ import annotations

import threading

#: Held by whoever has a document open, until the last of its handles is closed.
ONE_AT_A_TIME = threading.Lock()
