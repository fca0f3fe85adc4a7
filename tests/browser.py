"""Chromium as a reader of the HTML files, spoken to through its pipe (the DevTools protocol).

No driver and no library is needed for that, and one start serves all pages.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

import pytest

_AXE = Path(__file__).resolve().parent.parent / ".tools/axe-core/node_modules/axe-core/axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--headless",
    "--no-first-run",
    # What it wants to know by itself it does not get: no test goes into the network.
    "--proxy-server=http://127.0.0.1:9",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=NetworkTimeServiceQuerying",
    "--disable-gpu",
    "--disable-sync",
    "--hide-scrollbars",
)
_TIMEOUT = 60.0
_PATIENCE = 15.0
# Chromium reads its commands from 3 and writes its answers to 4, which may be taken for others.
_LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD_CLOEXEC, 10) for end in sys.argv[1:3]]
for end, number in zip(ends, (3, 4)):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""

KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
_TEXTS = {"Enter": "\r", " ": " "}


class BrowserError(Exception):
    """Chromium did not answer, or answered that it could not."""


@cache
def axe_source() -> str:
    """The script of axe-core; the test is skipped where it is not installed."""
    if not _AXE.is_file():
        pytest.skip("not installed: axe-core (scripts/test.sh gets it with npm)")
    return _AXE.read_text(encoding="utf-8")


class Browser:
    """One Chromium with one page in it."""

    def __init__(self, write: IO[bytes], read: IO[bytes]) -> None:
        self._write, self._read = write, read
        self._number = 0
        self._buffer = b""
        self._events: list[dict[str, Any]] = []
        self._session = ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.ask("Page.enable")
        self.ask("Network.enable")
        self.ask("Runtime.enable")
        self.ask("Log.enable")
        self.size(1280, 900)

    # --- the protocol ---------------------------------------------------------------

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer; what else is heard meanwhile is kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._write.write(json.dumps(message).encode("utf-8") + b"\0")
        self._write.flush()
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                if "error" in heard:
                    raise BrowserError(f"{method}: {heard['error']}")
                return dict(heard["result"])
            self._events.append(heard)

    def _hear(self) -> dict[str, Any]:
        ends = time.monotonic() + _TIMEOUT
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, ends - time.monotonic()))
            piece = os.read(self._read.fileno(), 1 << 20) if ready else b""
            if not piece:
                raise BrowserError("Chromium does not answer")
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(line))

    def _wait_for(self, method: str) -> None:
        while not any(event.get("method") == method for event in self._events):
            self._events.append(self._hear())

    # --- what a reader does ---------------------------------------------------------

    def size(self, width: int, height: int) -> None:
        """The width and the height of the window, in pixels of CSS."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def open(self, path: Path, fragment: str = "") -> None:
        """Loads a file and waits until it is there."""
        # By way of an empty page, for a change of the fragment alone loads nothing.
        for address in ("about:blank", path.resolve().as_uri() + fragment):
            self._events.clear()
            if error := self.ask("Page.navigate", url=address).get("errorText"):
                raise BrowserError(f"{address}: {error}")
            self._wait_for("Page.loadEventFired")

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened, pictures within it left out."""
        addresses = [
            event["params"]["request"]["url"]
            for event in self._events
            if event.get("method") == "Network.requestWillBeSent"
        ]
        return [address for address in addresses if not address.startswith("data:")]

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript is on the page; promises are waited for."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def faults(self) -> list[str]:
        """What the page did not do, after its own words or those of the browser, since it was
        opened."""
        said = []
        for event in self._events:
            match event:
                case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": fault}}:
                    said.append(str(fault))
                case {"method": "Log.entryAdded", "params": {"entry": {"level": "error"} as fault}}:
                    said.append(str(fault))
        return said

    def press(self, key: str, *, backwards: bool = False) -> None:
        """One key, down and up; `backwards`: with the key for capitals held down."""
        code = "Space" if key == " " else key
        named = {"key": key, "code": code, "windowsVirtualKeyCode": KEYS[key]}
        named["modifiers"] = 8 * backwards
        text = {"text": _TEXTS[key]} if key in _TEXTS else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **named, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **named)

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        self.ask("Input.insertText", text=text)

    def until(self, expression: str) -> None:
        """Waits until an expression of JavaScript is true on the page."""
        ends = time.monotonic() + _PATIENCE
        while not self.value(expression):
            if time.monotonic() > ends:
                raise BrowserError(f"never true: {expression}")
            time.sleep(0.02)

    def axe(self) -> dict[str, list[dict[str, Any]]]:
        """What axe-core says of the page: its `violations` and what is `incomplete`.

        The page's own rule that no script runs holds for the page, not for the one who looks.
        """
        self.value(axe_source() + "; true")
        return dict(
            self.value(
                "axe.run({resultTypes: ['violations', 'incomplete']})"
                ".then(({violations, incomplete}) => ({violations, incomplete}))"
            )
        )

    def picture(self, *, whole: bool = False) -> bytes:
        """What the window shows, or the `whole` page, as PNG."""
        answer = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def printed(self) -> bytes:
        """The page as its printer makes it, as PDF, with the sizes of the style sheet."""
        answer = self.ask(
            "Page.printToPDF",
            preferCSSPageSize=True,
            printBackground=True,
            displayHeaderFooter=False,
        )
        return base64.b64decode(answer["data"])


def _program() -> str:
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    pytest.skip("not installed: chromium")


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """A Chromium of its own, with an empty profile; the test is skipped where there is none."""
    if os.name != "posix":
        pytest.skip("Chromium is spoken to through a pipe that there is on POSIX systems only")
    program = _program()
    # Root may not use the sandbox of Chromium, which containers do not have either.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(
        prefix="shadowkit-chromium-", ignore_cleanup_errors=True
    ) as profile:
        command = [
            *(sys.executable, "-c", _LAUNCH, str(to_browser), str(from_browser)),
            program,
            *_QUIET,
            *sandbox,
            f"--user-data-dir={profile}",
            "--remote-debugging-pipe",
            *arguments,
            "about:blank",
        ]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_browser, from_browser),
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            with os.fdopen(write, "wb") as writing, os.fdopen(read, "rb", buffering=0) as reading:
                yield Browser(writing, reading)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
