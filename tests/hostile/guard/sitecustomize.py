"""Loaded by every Python that has this folder on its PYTHONPATH, the printing process too: whatever
reaches for the network is written down where HOSTILE_RECORD says, and raises unless HOSTILE_LET
lets it.

HOSTILE_FONTS takes fonts away: `chinese` those of the system, `packages` those of the program.
"""

import os
import sys

_NETWORK = frozenset(
    [
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.getnameinfo", "socket.gethostbyname"),
        *("socket.gethostbyaddr", "urllib.Request", "ftplib.connect", "smtplib.connect"),
    ]
)


def _guard(record):
    file = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(file, f"loaded {' '.join(sys.orig_argv)}\n".encode())

    def forbid(event, arguments):
        if event in _NETWORK:
            os.write(file, f"{event} {arguments!r}\n".encode())
            if "HOSTILE_LET" in os.environ:
                return
            raise RuntimeError(f"the network is forbidden: {event}")

    sys.addaudithook(forbid)


def _hide_fonts(which):
    from shadowkit.writing.pdf import fonts

    if which == "chinese":
        fonts._system_folders = list
    else:
        fonts.PACKAGES = ("fontpkg_hidden",)


if "HOSTILE_RECORD" in os.environ:
    _guard(os.environ["HOSTILE_RECORD"])
if "HOSTILE_FONTS" in os.environ:
    _hide_fonts(os.environ["HOSTILE_FONTS"])
