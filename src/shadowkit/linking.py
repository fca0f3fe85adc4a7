"""Links that somebody accepted, into recommendations.yaml: one at a time, whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

import yaml

from shadowkit.files import WriteError, write_whole
from shadowkit.importing.registry_links import NoEntryError, with_evidence
from shadowkit.importing.registry_text import RegistryShapeError
from shadowkit.reading.register import NAME

_BOM: Final = b"\xef\xbb\xbf"


class NotLinkedError(Exception):
    """Nothing was written; the words say why."""


def link(root: Path, entry: str, evidence: str) -> None:
    """Adds the id of a block to the evidence of an entry.  The file is read anew each time: an
    editor may have it open.  Raises `NotLinkedError`."""
    path = root / NAME
    try:
        data = path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        raise NotLinkedError(f"{NAME} cannot be read: {error.strerror}") from None
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise NotLinkedError(f"{NAME} is read-only")
    before = _BOM if data.startswith(_BOM) else b""
    try:
        text = data[len(before) :].decode("utf-8")
        linked = with_evidence(text, entry, evidence)
    except (UnicodeDecodeError, yaml.YAMLError):
        raise NotLinkedError(f"{NAME} has changed and cannot be read any more") from None
    except NoEntryError:
        raise NotLinkedError(f"{NAME} has changed: `{entry}` is not there any more") from None
    except RegistryShapeError:
        raise NotLinkedError(
            f"`{entry}` is written in a way that nothing can be put into safely"
        ) from None
    if linked == text:
        return
    try:
        write_whole(path, before + linked.encode("utf-8"))
    except WriteError as error:
        raise NotLinkedError(f"{NAME} cannot be written: {error.reason}") from None
