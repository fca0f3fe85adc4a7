"""The printing process: ``python -m shadowkit.writing.pdf.child MEMORY``.

It reads frames from standard input and answers each on standard output, until the input
ends.  It knows no model of a document, only mark-up, and imports little else of shadowkit.
WeasyPrint is a large guest: whatever it does (endless layout, all memory, a crash in a C
library) happens here and not in the program that the user called.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from shadowkit.writing.pdf import frames


def main() -> None:
    """Answer requests until there are no more."""
    source, target = _own_streams()
    # Ctrl-C reaches this process too; it shall go quietly.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    # A few large trees live until the answer is written: collecting them is in vain.
    gc.disable()
    from shadowkit.writing.pdf.engine import Engine, LibraryMissingError
    from shadowkit.writing.pdf.refusing import refuse_from_now_on

    engine: Engine | None = None
    trouble: dict[str, Any] = {}
    try:
        engine = Engine()
    except LibraryMissingError as error:
        trouble = {"status": "library", "message": str(error)}
    except MemoryError:
        trouble = {"status": "memory"}
    except Exception as error:
        trouble = _failure(error)
    configuration = os.environ.get("FONTCONFIG_FILE")
    refuse_from_now_on(Path(configuration).parent if configuration else None)
    while True:
        try:
            request, data = frames.receive(source)
        except EOFError:
            return
        report, pdf = (trouble, b"") if engine is None else _answer(engine, request, data)
        frames.send(target, report, pdf)
        gc.collect()


def _answer(engine: Any, request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    html, css = data[: request["html"]], data[request["html"] :]
    try:
        report, pdf = engine.render(request, html.decode("utf-8"), css.decode("utf-8"))
    except (MemoryError, SystemError):
        # A library in C that gets no memory may fail without a word; Python calls that a
        # SystemError.
        return {"status": "memory"}, b""
    except RecursionError:
        return {"status": "failed", "message": "the document is nested too deeply"}, b""
    except Exception as error:
        return _failure(error), b""
    return report, pdf


def _failure(error: Exception) -> dict[str, Any]:
    import traceback

    traceback.print_exc()  # to standard error, which the parent keeps
    return {"status": "failed", "message": f"{type(error).__name__}: {error}".rstrip(": ")}


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone; what a library prints goes to standard
    error, even from C."""
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return sys.stdin.buffer, target


def _limit_memory(limit: int) -> None:
    """Let the system refuse more memory than `limit` bytes, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if limit:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        except (ValueError, OSError):
            return


if __name__ == "__main__":
    main()
