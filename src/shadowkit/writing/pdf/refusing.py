"""What the printing process may not do, whatever a library in it wants: reach for the network,
start a program, change a file.

It is given no address and no name of a file anyway; this holds if that should ever be untrue.
Only what goes through Python is seen, which is all but the libraries that draw letters.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = frozenset(
    [
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
        *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
    ]
)


def refuse_from_now_on(folder: Path | None) -> None:
    """From now on such a thing raises `PermissionError`; files may be written in `folder`, where
    the list of the fonts lies, and nowhere else."""
    allowed = str(folder) + os.sep if folder is not None else ""

    def look(
        event: str, arguments: tuple[object, ...], watched: frozenset[str] = _REFUSED | {"open"}
    ) -> None:
        # Called tens of thousands of times for each document, mostly for what is not looked at.
        if event not in watched:
            return
        if event != "open":
            raise PermissionError(f"the printing process may not do this: {event}")
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _WRITES:
            name = os.fsdecode(path) if isinstance(path, (str, bytes)) else ""
            if not (allowed and name.startswith(allowed)):
                raise PermissionError("the printing process writes no files")

    sys.addaudithook(look)
