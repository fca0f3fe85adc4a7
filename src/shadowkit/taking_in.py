"""Recommendations of others into a dossier: the file is read, joined with the registry, and both
are written, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from shadowkit.diagnostics import Finding, Severity, closest
from shadowkit.files import WriteError, write_whole
from shadowkit.importing.assessments import AssessmentWords
from shadowkit.importing.entries import Wanted, entries, is_on, theme_titles
from shadowkit.importing.found import Found, Reading, folded
from shadowkit.importing.known import Known
from shadowkit.importing.merging import Merged, merge
from shadowkit.importing.names import StateNames
from shadowkit.importing.opening import UnusableFileError, load
from shadowkit.importing.recommendations import read_file
from shadowkit.importing.registry_text import RegistryShapeError
from shadowkit.model.authored import Dossier
from shadowkit.model.fields import in_language
from shadowkit.reading import catalogue
from shadowkit.reading.dossier import read
from shadowkit.reading.register import NAME
from shadowkit.records import dataclass

KEPT: Final = "imports"
"""The folder of a dossier in which files are kept that will be filled in."""
EVERY: Final = "all"
_BOM: Final = b"\xef\xbb\xbf"
_TERMS: Final = ("upr-themes", "upr-groups", catalogue.ISSUE_TAGS)


class Refused(Exception):  # noqa: N818
    """Nothing was imported; the words say why, and `findings` what is wrong with the dossier."""

    def __init__(self, words: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(words)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, in words, and what it found."""

    told: tuple[str, ...]
    findings: tuple[Finding, ...]


def take_in(root: Path, file: Path, state: str | None, themes: Sequence[str]) -> Taken:
    """Imports `file` into the registry of the dossier in `root`; raises `Refused`."""
    try:
        data = load(file)
        known = all_known()
        reading = read_file(data, file.name, known)
    except UnusableFileError as error:
        raise Refused(f"{error}\nNothing was imported.") from None
    dossier = usable_dossier(root, "Nothing was imported.")
    home = dossier.settings.state
    wanted = _wanted(state, home, themes, reading, known)
    found = entries(reading, wanted, home)
    if themes and not found:
        raise Refused(_no_theme(themes, reading))
    digest = hashlib.sha256(data).hexdigest()
    kept, lost = file.name, False
    if reading.kind.keep:
        kept, lost = _kept_name(root, file.name, data, digest, dossier)
    sources = _sources(dossier)
    for one in found:
        source = sources.get(one.values.get("symbol", ""))
        if source:
            one.values["source"] = source
        one.values["origin"] = {"file": kept, "sha256": digest, "row": one.row}
    merged, before = _merged(root, dossier, found)
    changed = merged.new + merged.filled > 0
    try:
        if (changed or lost) and reading.kind.keep:
            write_whole(root / KEPT / kept, data)
        if changed:
            write_whole(root / NAME, before + merged.text.encode("utf-8"))
    except WriteError as error:
        raise Refused(
            f"{root} cannot be written to: {error.reason}. Nothing was imported; see whether the "
            "disk is full and whether you may write there, then run it again."
        ) from None
    told = tuple(_told(reading, merged, kept if (changed or lost) and reading.kind.keep else ""))
    findings = sorted((*reading.shown(), *merged.findings), key=lambda one: one.sort_key)
    return Taken(told, tuple(findings))


def all_known() -> Known:
    """The tables that files are read with."""
    imports = catalogue.imports()
    terms: dict[str, str] = {}
    for name in _TERMS:
        for term in catalogue.vocabulary(name).terms:
            terms.setdefault(folded(in_language(term.title, "en")), term.id)
    states = StateNames(catalogue.states(), imports)
    return Known(imports, states, catalogue.document_symbols(), terms, _assessment_words)


@cache
def _assessment_words() -> AssessmentWords:
    return AssessmentWords(map(catalogue.labels, catalogue.languages()))


def usable_dossier(root: Path, nothing: str) -> Dossier:
    """The dossier, where its settings and its registry are without errors; what is wrong with its
    content does not matter here.  `nothing` says that all is as it was, where they are not."""
    reading = read(root)
    errors = [
        one
        for one in reading.findings
        if one.severity is Severity.ERROR and (one.location.path == NAME or not reading.dossier)
    ]
    if errors or reading.dossier is None:
        raise Refused(f"{nothing} Mend what is said above, and run it again.", errors)
    return reading.dossier


def _wanted(
    state: str | None, home: str, themes: Sequence[str], reading: Reading, known: Known
) -> Wanted:
    if state is None or state == EVERY:
        wanted = home if state is None else ""
    else:
        wanted = state.upper()
        if not known.states.code(wanted):
            codes = catalogue.state_codes()
            near = closest(wanted, codes)
            hint = f"Did you mean {near}?" if near else "Write three letters, as in KEN."
            raise Refused(f"There is no State {state}. {hint}")
    addressed = {one.state for one in reading.found if one.state}
    if not wanted and state is None and len(addressed) > 1:
        raise Refused(
            f"{reading.file} is about {len(addressed)} States, and the dossier names none. Nothing "
            "was imported. Write `state:` into shadowkit.yaml, or add --state KEN, or --state all."
        )
    if wanted and reading.state and reading.state != wanted:
        raise Refused(
            f"{reading.file} is about {_name(reading.state)}, and "
            + (f"you asked for {_name(wanted)}" if state else f"the dossier about {_name(wanted)}")
            + f". Nothing was imported. To import it all the same: --state {reading.state}"
        )
    return Wanted(wanted, tuple(themes))


def _name(code: str) -> str:
    named = catalogue.state(code)
    return named.in_sentence("en") if named else code


def _no_theme(themes: Sequence[str], reading: Reading) -> str:
    titles = theme_titles(reading.found)
    if any(is_on(one, theme) for one in reading.found for theme in themes):
        return f"Nothing was imported: no recommendation of {reading.file} is left."
    near = closest(themes[0], titles)
    hint = f" Did you mean “{near}”?" if near else ""
    listed = "\n".join(f"- {title}" for title in titles)
    said = f"No recommendation of {reading.file} is on “{'”, “'.join(themes)}”.{hint}"
    return f"{said} Nothing was imported." + (f" Its themes are:\n{listed}" if titles else "")


def _sources(dossier: Dossier) -> dict[str, str]:
    """The ids of sources by their symbols, where one alone has a symbol."""
    found: dict[str, str] = {}
    for source in dossier.sources.values():
        symbol = source.data.get("symbol") or source.data.get("number")
        if isinstance(symbol, str) and symbol:
            found[symbol] = "" if symbol in found else source.id
    return found


def _kept_name(
    root: Path, name: str, data: bytes, digest: str, dossier: Dossier
) -> tuple[str, bool]:
    """The name under which the file is kept: its own, unless another file has that.  And whether
    it was kept before under this name, and is there no more."""
    for entry in dossier.register:
        origin = entry.recommendation.origin
        if origin and origin.sha256 == digest and is_kept_name(origin.file):
            if not (root / KEPT / origin.file).exists():
                return origin.file, True
            break
    path = Path(name)
    number = 1
    while True:
        candidate = name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        there = root / KEPT / candidate
        if not there.exists() or (there.is_file() and there.read_bytes() == data):
            return candidate, False
        number += 1


def is_kept_name(name: str) -> bool:
    """Whether a file of a dossier can be kept under a name that somebody may have written."""
    return name.lower().endswith(".docx") and not {"/", "\\", "\0"} & set(name)


def _merged(root: Path, dossier: Dossier, found: Sequence[Found]) -> tuple[Merged, bytes]:
    """The registry with what was found, and the byte-order mark that its file begins with."""
    path = root / NAME
    data = path.read_bytes() if path.exists() else b""
    before = _BOM if data.startswith(_BOM) else b""
    try:
        return merge(dossier.register, data[len(before) :].decode("utf-8"), found), before
    except RegistryShapeError as error:
        raise Refused(f"Nothing can be put into {NAME}: {error}. Nothing was imported.") from None


def _told(reading: Reading, merged: Merged, kept: str) -> Iterator[str]:
    about = f": {reading.about}" if reading.about else ""
    yield f"{reading.file}: {reading.kind.title}{about}."
    left: Mapping[str, int] = reading.left_out
    out = "".join(f"; {count} {reason} left out" for reason, count in left.items())
    taken = merged.new + merged.filled + merged.same
    yield f"{_count(taken)}{out}."
    if not taken:
        return
    if not merged.new + merged.filled:
        yield f"{NAME} is as it was: it has all of them already."
        if kept:
            yield f"The file was missing; it is kept as {KEPT}/{kept} again."
        return
    yield f"{NAME}: {merged.new} new, {merged.filled} filled in, {merged.same} as they were."
    if kept:
        yield f"The file is kept as {KEPT}/{kept}."
    if reading.kind.keep and reading.blank is None:
        yield "It has no column for assessments; it cannot be filled in and sent back."


def _count(number: int) -> str:
    return f"{number} recommendation{'' if number == 1 else 's'}"
