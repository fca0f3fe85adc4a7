"""What Zotero (with Better BibTeX) writes into CSL exports beside CSL itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MARK = "citation-key"
"""The key by which such an export is known."""

_OLD_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
# Lines of the field "Extra" that become data.  CSL's variables a user of Zotero sets there, for
# want of a field, and the keys of shadowkit's own.
_VARIABLES = """
    type title-short container-title collection-title collection-number number number-of-volumes
    genre authority jurisdiction section references publisher publisher-place event-title
    event-place event-date issued original-date submitted volume issue page edition language
    symbol status archived confidential kind url doi
"""
_FROM_EXTRA = frozenset(_VARIABLES.split())
_UPPER = {"url": "URL", "doi": "DOI"}
# Lines for other programs; no note prints them.
_NEVER_PRINTED = re.compile(
    r"(?:(?:tex|bibtex|biblatex)(?:\.[\w-]+)*|citation[- ]key|citekey|_eprint|pmid|pmcid|oclc"
    r"|lccn|arxiv|isbn|issn|page version id|adsurl|mag id|container-title-short|_\w+)\s*[:=]",
    re.IGNORECASE,
)
_LINE = re.compile(r"\{?:?\s*([A-Za-z][A-Za-z -]*?)\s*:\s*(.+?)\s*\}?")

_TITLES = ("title", "title-short", "container-title", "collection-title")
_EMPHASIS = (
    (re.compile(r"(?<![\\*\w])\*\*(?=\S)([^*\n]+?)(?<=[^\s\\])\*\*(?!\w)"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*\w])\*(?=\S)([^*\n]+?)(?<=[^\s\\])\*(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^]+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<!\\)~([^\s~]+)~"), r"<sub>\1</sub>"),
    (re.compile(r"\\([*^~_\[\]<>#`\\])"), r"\1"),
)


def mended(entry: Mapping[str, Any], *, markdown: bool) -> Mapping[str, Any]:
    """A CSL item with older names of keys renamed; one of Zotero's with what stands in
    "Extra" taken apart and, from its YAML (`markdown`), emphasis in titles as CSL's tags."""
    item = {
        _OLD_NAMES.get(key, key) if _OLD_NAMES.get(key) not in entry else key: value
        for key, value in entry.items()
    }
    if not isinstance(item.get(_MARK), str):
        return item
    if markdown:
        for key in _TITLES:
            if isinstance(item.get(key), str):
                item[key] = _tagged(item[key])
    if isinstance(item.get("note"), str):
        _take_extra(item)
    return item


def _tagged(title: str) -> str:
    for pattern, tags in _EMPHASIS:
        title = pattern.sub(tags, title)
    return title


def _take_extra(item: dict[str, Any]) -> None:
    """``Symbol: A/RES/44/25`` on a line of "Extra" is the item's symbol, unless it has one.
    Lines for other programs are dropped, the rest is a remark and printed."""
    kept = []
    for line in item.pop("note").splitlines():
        line = line.strip()
        match = _LINE.fullmatch(line)
        key = match[1].lower().replace(" ", "-") if match else ""
        if match and key in _FROM_EXTRA:
            value = match[2]
            # An extra `type` is more exact than the types that Zotero has.
            if key == "type" or _UPPER.get(key, key) not in item:
                truth = {"true": True, "false": False}.get(value.lower(), value)
                item[_UPPER.get(key, key)] = truth if key == "confidential" else value
        elif line and not _NEVER_PRINTED.match(line):
            kept.append(line)
    if kept:
        item["note"] = " ".join(kept)
