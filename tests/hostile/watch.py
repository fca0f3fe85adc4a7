"""Runs the program as a child process and watches it: what it connects to, what it writes, how
long it takes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

GUARD = Path(__file__).parent / "guard"
SOURCE = Path(__file__).resolve().parents[2] / "src"


class Listener:
    """A server on 127.0.0.1 that counts who comes."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.seen = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


@dataclass(frozen=True)
class Done:
    code: int
    said: str
    """Standard output and error."""
    loaded: tuple[str, ...] = ()
    """The command lines of the guarded processes."""
    network: tuple[str, ...] = ()
    """What they wanted of the network."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a child: a home and a folder for temporary files of its own."""
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "HOSTILE_"))}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join((str(GUARD), str(SOURCE))),
        **more,
    }


def run(
    command: list[str], home: Path, *, seconds: float, record: Path | None = None, **more: str
) -> Done:
    """Runs Python with `command`; guarded where there is a `record`.  A child that takes longer
    is killed with all that it started, and the test fails."""
    if record is not None:
        more["HOSTILE_RECORD"] = str(record)
    with subprocess.Popen(
        [sys.executable, *command],
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        cwd=home,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise AssertionError(f"{command} took longer than {seconds} seconds") from None
    lines = record.read_text().splitlines() if record is not None and record.exists() else []
    loaded = tuple(line for line in lines if line.startswith("loaded "))
    return Done(
        process.returncode,
        said.decode("utf-8", "replace"),
        loaded,
        tuple(line for line in lines if line not in loaded),
    )


def shadowkit(
    *arguments: str | Path, home: Path, seconds: float, record: Path | None = None, **more: str
) -> Done:
    command = ["-m", "shadowkit", *map(str, arguments)]
    return run(command, home, seconds=seconds, record=record, **more)


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """All that lies in a folder, with sizes and times of change; nothing is followed."""
    found: dict[str, tuple[int, int]] = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent) / name
            status = path.lstat()
            changed = 0 if path.is_dir() and not path.is_symlink() else status.st_mtime_ns
            found[str(path.relative_to(folder))] = (status.st_mode, changed)
    return found
