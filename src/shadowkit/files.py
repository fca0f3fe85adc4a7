"""Writing files so that the old one or the new one is there, never half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class WriteError(Exception):
    """A file could not be written; the words say what to do, `reason` only why.  The old file,
    if there was one, is as it was."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(words)
        self.reason = reason


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path` under another name first, then renames it.

    `WriteError` where that cannot be done (disk full, no right to write, the file held
    open by Word on Windows); the old file stays then.  Stopped half-way (Ctrl-C), only the
    temporary file is removed.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(
            prefix=f".{path.name}.", suffix=".part", dir=path.parent
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is readable by its owner alone; a document is like any other file.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
        temporary = ""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(_words(path, error, reason), reason) from error
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _words(path: Path, error: OSError, reason: str) -> str:
    if isinstance(error, PermissionError):
        return (
            f"{path} cannot be written ({reason}). If it is open in Word or in a PDF reader, "
            "close it there and run the command again; the old file is unchanged."
        )
    if isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError)):
        return (
            f"{path} cannot be written: a file stands where a folder is needed, or the other "
            "way round. Rename it, or choose another folder with -o."
        )
    return (
        f"{path} cannot be written: {reason}. Nothing was changed; make room or choose "
        "another folder with -o, then run the command again."
    )
