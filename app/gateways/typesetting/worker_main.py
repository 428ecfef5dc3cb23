"""A process of its own that compiles: reads requests and writes answers until its input ends.

Run by path and isolated, so that it loads nothing of the application. A request and an answer each are a length, that
many bytes of JSON and, in an answer, as many bytes as its "length" says.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.gateways.typesetting.compiling import FailedError, OneCompiler, PanickedError, fonts_of
else:  # last in the path, where it hides nothing
    sys.path.append(str(Path(__file__).parent))
    from compiling import FailedError, OneCompiler, PanickedError, fonts_of

LENGTH = struct.Struct(">I")


def main() -> None:
    """Answer one request after the other; the arguments are template, root, folder of fonts and families as JSON."""
    template, root, folder, families = sys.argv[1:]

    def new() -> OneCompiler:
        return OneCompiler(template=template, root=root, fonts=fonts_of(folder), families=json.loads(families))

    compiler = new()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(LENGTH.size):
        told, made, is_broken = answer(compiler, json.loads(source.read(*LENGTH.unpack(header))))
        head = json.dumps(told).encode()
        sink.write(LENGTH.pack(len(head)) + head + made)
        sink.flush()
        if is_broken:
            compiler = new()


def answer(compiler: OneCompiler, request: dict[str, Any]) -> tuple[dict[str, Any], bytes, bool]:
    """Return what is told of a document, its bytes, and whether the compiler broke."""
    try:
        made = compiler.make(request.pop("data"), **request)
    except FailedError as error:
        return (
            {"failure": type(error).__name__, "words": str(error), "length": 0},
            b"",
            isinstance(error, PanickedError),
        )
    told = {"length": len(made.data), "pages": made.pages, "marks": made.marks, "report": made.report}
    return told, made.data, False


if __name__ == "__main__":
    main()
