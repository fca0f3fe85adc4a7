"""The border to citeproc-py: a CSL style, and one source formatted in it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from functools import cache, lru_cache
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shadowkit import resources
from shadowkit.model.inline import EmphasisStyle
from shadowkit.resolving.csl_item import (
    LOCATOR,
    NOTE_VARIABLE,
    YEAR,
    Item,
    Piece,
    Source,
    Variables,
    names,
    tagged,
    without_ranges,
    words,
)

_MOST_ELEMENTS = 200_000
_MOST_BYTES = 5_000_000
_CSL = "{http://purl.org/net/xbiblio/csl}"
_MARKS: dict[str, tuple[EmphasisStyle, bool]] = {
    "\ue000": ("italic", True),
    "\ue001": ("italic", False),
    "\ue002": ("bold", True),
    "\ue003": ("bold", False),
    "\ue004": ("superscript", True),
    "\ue005": ("superscript", False),
}
_Form: TypeAlias = tuple[bool, bool, bool]
"""Whether a citation is a later one, has a locator, and names the note of the first one."""
_PRIVATE = re.compile("([\ue000-\ue011\U000f0000-\U000ffffd])")


class StyleError(Exception):
    """A citation style that cannot be used; the message is for the user."""


class FormatError(Exception):
    """A source that citeproc-py cannot format in this style; the fault is its cause."""


def load(path: Path, language: str) -> Style:
    """The style in a CSL file, for one language; `StyleError` where it cannot be used."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be opened").lower()
        raise StyleError(f"The citation style {path.name} cannot be read: {reason}.") from fault
    if len(data) > _MOST_BYTES:
        raise StyleError(f"The citation style {path.name} is too large to be one.")
    return _loaded(path.name, data, language, is_our_own(path))


def is_our_own(path: Path) -> bool:
    """Whether the style is one of the program's."""
    return path.is_relative_to(resources.root())


@lru_cache(maxsize=8)
def _loaded(name: str, data: bytes, language: str, shipped: bool) -> Style:
    # By content: the submissions of a dossier share a style and what it has formatted.
    style = Style(name, data, language)
    if not shipped:  # the program's own is tried by its tests
        style.try_out()
    return style


class Style:
    """A CSL style, read for one language (see `load`)."""

    def __init__(self, name: str, data: bytes, language: str) -> None:
        root = _read(name, data)
        self._name = name
        self._initials = any(True for _ in root.iterfind(".//*[@initialize-with]"))
        self._initials = self._initials or "initialize-with" in root.attrib
        # Where a style prints "'13", the year cannot be put in afterwards.
        self._whole_years = root.find(f".//{_CSL}date-part[@name='year'][@form='short']") is None
        self._rendered: dict[str, str] = {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import citeproc

                _prepare_searches(citeproc.model)
                self._citeproc: Any = citeproc
                self._variables = Variables(
                    frozenset(citeproc.VARIABLES),
                    frozenset(citeproc.NAMES),
                    frozenset(citeproc.DATES),
                    frozenset(citeproc.NUMBERS),
                )
                self._formatter = _formatter(citeproc.string.String)
                adapted = _adapted(root)
                # Whether a later note names the first one, in any form at all.
                self.names_notes = NOTE_VARIABLE.encode() in adapted
                self._style: Any = citeproc.CitationStylesStyle(
                    io.BytesIO(adapted),
                    _locale(language, root.get("default-locale", "en-US"), citeproc),
                    validate=False,
                )
        except Exception as fault:
            raise StyleError(_unusable(name, fault)) from fault
        # A style for references in the text identifies a source only in its bibliography.
        self._in_text = root.get("class") == "in-text" and self._style.has_bibliography()

    def try_out(self) -> None:
        """Formats a source in every form; `StyleError` where the style cannot."""
        sample = {"type": "book", "title": "Title", "author": [{"family": "Name", "given": "A"}]}
        for later in (False, True):
            try:
                self.format(sample, later=later, located=True, noted=later)
            except FormatError as fault:
                raise StyleError(_unusable(self._name, fault.__cause__)) from fault

    def format(
        self, source: Source, *, later: bool, located: bool, noted: bool = False
    ) -> list[Piece]:
        """The source in this style; a piece by "locator" marks where the locator stands, one
        by "note" where the number of the note that cited it first, if it is `noted`."""
        form = (later, located, noted)
        try:
            return self._format(source, form)
        except Exception:  # citeproc-py answers what it does not know with any of them
            try:
                return self._format(without_ranges(source), form)
            except Exception as fault:
                raise FormatError from fault

    def _format(self, source: Source, form: _Form) -> list[Piece]:
        pieces = self._pieces(source, form)
        title = words(source.get("title"))
        if [piece.text for piece in pieces].count(title) > 1 and not names(source.get("author")):
            # In the author's place citeproc-py lets a title stand that it prints again.
            instead = {**source, "author": [{"literal": title}], "title": ""}
            pieces = self._pieces(instead, form)
        return pieces

    def _pieces(self, source: Source, form: _Form) -> list[Piece]:
        later, located, noted = form
        item = Item(source, self._variables, initials=self._initials, noted=noted)
        year = item.take_year() if self._whole_years else ""
        # Values are single characters, so sources of one shape come out alike, whatever year.
        shape = repr((item.fields, later, located))
        if shape not in self._rendered:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._rendered[shape] = self._render(item, later, located)
        rendered = self._rendered[shape]
        return list(_pieces(rendered.replace(YEAR, year) if year else rendered, item))

    def _render(self, item: Item, later: bool, located: bool) -> str:
        lib = self._citeproc
        bibliography = lib.CitationStylesBibliography(
            self._style, lib.source.json.CiteProcJSON([item.fields]), self._formatter
        )
        # Worded locators ("para. 14") are handled as styles handle all that are not pages.
        place = {"locator": lib.Locator("paragraph", LOCATOR)} if located else {}
        cited = lib.CitationItem("source", **place)
        citation = lib.Citation([cited])
        bibliography.register(citation)
        if self._in_text and not later:
            return "".join(map(str, self._style.render_bibliography([cited])))
        # Cited before, but not just before: "subsequent" and never "ibid.".
        before = [SimpleNamespace(key="source"), SimpleNamespace(key="")] if later else []
        return str(self._style.render_citation(citation, before))


@cache
def _prepare_searches(model: Any) -> None:
    """citeproc-py looks for the same few things at every element of a style again and again, and
    lxml would compile the expression anew each time: a third of the time a citation takes.  What
    is found is kept, for a style does not change."""

    @lru_cache(maxsize=64)
    def compiled(expression: str, namespaces: tuple[tuple[str, str], ...]) -> Any:
        return model.etree.XPath(expression, namespaces=dict(namespaces))

    @lru_cache(maxsize=4_096)
    def search(element: Any, expression: str) -> Any:
        return compiled(expression, tuple(element.nsmap.items()))(element)

    model.CitationStylesElement.xpath_search = search


def _read(name: str, data: bytes) -> Element:
    """The root of a style file that is a style of its own."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        place = getattr(fault, "position", None)
        line = f" (line {place[0]})" if place else ""
        raise StyleError(
            f"The citation style {name} is not a CSL file: its XML is broken{line}."
        ) from fault
    if root.tag != _CSL + "style" or not root.get("version", "").startswith("1."):
        raise StyleError(f"The citation style {name} is not a CSL 1.0 style.")
    if root.find(f"{_CSL}citation/{_CSL}layout") is None:
        parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
        if parent is None:
            raise StyleError(f"The citation style {name} does not say how to cite.")
        raise StyleError(
            f"The citation style {name} only points to another one, which says how to cite:"
            f" use the file of {parent.get('href', 'that style')} instead."
        )
    if _written_out(root) > _MOST_ELEMENTS:
        raise StyleError(
            f"The citation style {name} cannot be used: its macros use one another without end."
        )
    return root


def _written_out(root: Element) -> float:
    """How many elements a citation has once each macro is written out; infinite where one uses
    itself.  Thirty macros that use the next one twice would never be done."""
    macros = {macro.get("name", ""): macro for macro in root.iterfind(f"{_CSL}macro")}
    sizes: dict[str, float] = {}
    open_now: set[str] = set()

    def size(element: Element) -> float:
        total = 0.0
        for node in element.iter():
            used = node.get("macro")
            total += 1 + (of_macro(used) if used in macros else 0)
        return total

    def of_macro(name: str) -> float:
        if name in open_now:
            return inf
        if name not in sizes:
            open_now.add(name)
            sizes[name] = size(macros[name])
            open_now.discard(name)
        return sizes[name]

    try:
        return sum(size(part) for part in root if part.tag != f"{_CSL}macro")
    except RecursionError:
        return inf


def _locale(language: str, default: str, citeproc: Any) -> str:
    """The locale to load: the style's own for its language, or where there is none."""
    main = language.split("-")[0].lower()
    known = main in citeproc.PRIMARY_DIALECTS and main != default.split("-")[0].lower()
    return language if known else default


def _adapted(root: Element) -> bytes:
    """The style as XML, without what does not fit citations that are worded beforehand."""
    for parent in list(root.iter()):
        for node in list(parent):
            if _unwanted(node):
                parent.remove(node)
    for node in root.iter():
        if "term" not in node.attrib and node.tag != _CSL + "label":
            # Names and titles print as registered, and citeproc-py fails at some of them.
            node.attrib.pop("text-case", None)
        if node.get("variable") == NOTE_VARIABLE and node.tag == _CSL + "number":
            node.tag = _CSL + "text"  # citeproc-py looks for no number of such a name
        if NOTE_VARIABLE in node.get("is-numeric", "").split():
            _ask_for_note(node)
        if "position" in node.attrib:
            asked = node.attrib["position"].split()
            kept = [name for name in asked if name in ("first", "subsequent")]
            node.set("position", " ".join(kept) or "never")
        if node.attrib.pop("disambiguate", None) is not None:
            node.set("position", "never")  # citeproc-py takes the question for a yes
        suffix = node.get("suffix", "")
        if node.tag == _CSL + "layout" and suffix.endswith("."):
            node.set("suffix", suffix[:-1])  # the note ends, not the citation
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def _ask_for_note(node: Element) -> None:
    """Has a condition ask whether there is a first note, instead of whether its number is one:
    citeproc-py sees a character in its place."""
    numeric = [name for name in node.attrib.pop("is-numeric").split() if name != NOTE_VARIABLE]
    if numeric:
        node.set("is-numeric", " ".join(numeric))
    node.set("variable", f"{node.get('variable', '')} {NOTE_VARIABLE}".strip())


def _unwanted(node: Element) -> bool:
    """Labels of locators, numbers of a bibliography and its order, "ibid."."""
    variable, kind = node.get("variable"), node.tag.removeprefix(_CSL)
    said = node.get("term") or node.get("value") or ""
    return (
        (kind == "label" and variable in ("locator", NOTE_VARIABLE))
        or (kind == "text" and "ibid" in said.lower())
        or kind == "sort"
        or variable == "citation-number"
    )


def _formatter(string: Any) -> SimpleNamespace:
    """Marks emphasis with private-use characters; what cannot be printed stays plain."""

    def marked(start: str) -> Any:
        return lambda text: string(f"{start}{text}{chr(ord(start) + 1)}")

    italic, bold, superscript = map(marked, ("\ue000", "\ue002", "\ue004"))
    return SimpleNamespace(
        preformat=str,
        Italic=italic,
        Oblique=italic,
        Bold=bold,
        Superscript=superscript,
        **dict.fromkeys(("Light", "Underline", "Subscript", "SmallCaps"), string),
    )


def _pieces(rendered: str, item: Item) -> Iterator[Piece]:
    """What citeproc-py gave back, with the values in their places."""
    styles: list[EmphasisStyle] = []
    for part in _PRIVATE.split(rendered):
        if mark := _MARKS.get(part):
            if mark[1]:
                styles.append(mark[0])
            else:
                styles.remove(mark[0])
        elif part:
            value = item.piece(part)
            for piece in tagged(value) if value else (Piece(part, "style"),):
                both = tuple(dict.fromkeys((*styles, *piece.styles)))
                yield Piece(piece.text, piece.by, both)


def _unusable(name: str, fault: BaseException | None) -> str:
    return (
        f"The citation style {name} cannot be used: it has something that the citation"
        f" processor does not know ({type(fault).__name__}: {fault})."
    )
