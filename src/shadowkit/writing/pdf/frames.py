"""How the two processes talk: frames of one JSON value and some bytes.

A frame is a line with the lengths of both, then both.  Standard library only; the
printing process imports this first.
"""

from __future__ import annotations

import json
from typing import IO, Any

_MAGIC = b"shadowkit-pdf-1"


class BrokenFrameError(Exception):
    """The other process went away or wrote something that is no frame."""


def send(stream: IO[bytes], value: dict[str, Any], data: bytes = b"") -> None:
    """Write one frame and flush it."""
    head = json.dumps(value, ensure_ascii=False).encode("utf-8")
    stream.write(b"%s %d %d\n" % (_MAGIC, len(head), len(data)))
    stream.write(head)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one frame; `EOFError` where the stream ends before it begins."""
    line = stream.readline(100)
    if not line:
        raise EOFError
    words = line.split()
    if len(words) != 3 or words[0] != _MAGIC:
        raise BrokenFrameError(f"not a frame: {line[:40]!r}")
    head, data = (_exactly(stream, int(word)) for word in words[1:])
    value: dict[str, Any] = json.loads(head)
    return value, data


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise BrokenFrameError("the stream ended within a frame")
    return data
