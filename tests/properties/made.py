"""A strategy that makes whole dossiers of valid pieces.

Kinds, keys, their values and the layouts' options come from the program's own tables, so
that a new one is tried without an edit here; a key that no known value fits fails the test.

What is written carries marks, by which a reader of any output can tell what is what:

* ``⟪b1 i2⟫`` begins every text: the block it stands in, and the ids around it
* ``⟪# i3⟫`` begins a heading, ``⟪t:i2⟫`` a caption
* ``⟦para i2: para. 14⟧`` is a reference to an id, as it was printed
* ``⟨i2 i3⟩`` stands in a recommendation that answers these
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st
from pydantic import ValidationError
from texts import escaped, literals, quoted, yaml_quoted

from samples import png
from shadowkit.location import Location
from shadowkit.model.kinds import KINDS, Form, Keys, Kind
from shadowkit.model.layout import OPTIONS, HeadingNumbers
from shadowkit.reading.catalogue import layout as known_layout
from shadowkit.reading.collector import Collector

T = TypeVar("T")

SOURCES = """\
- {id: source-a, type: report, title: Report A, author: [{literal: Bureau}], issued: 2013}
- {id: source-b, type: webpage, title: "Page: *B*", URL: "https://example.org/b", issued: 2014-05}
- {id: source-c, type: treaty, title: Treaty C, title-short: C, symbol: A/1/2, note: in force}
"""
REGISTER = """\
- {id: earlier-a, number: II-3, body: Example Committee, text: Adopt a plan., paragraph: "12"}
"""
_SOURCES = ("source-a", "source-b", "source-c")
_WORDS = st.sampled_from(
    (
        *(
            "children",
            "rights",
            "дети",
            "اللجنة",
            "حقوق الطفل",
            "計画",
            "d’été",
            "NGO",
            "NGOs",
            "CSAM",
        ),
        *("1.", "(a)", "the State", "“quoted NGO”", "50 %", "A/1/2", "2^nd^", "*in italics*"),
        *("**in bold**", "[a link](https://example.org/a?b=c)", "<https://example.org>"),
    )
)
_LITERALS = literals.filter(lambda text: not set(text) & set("⟦⟧⟪⟫⟨⟩")).map(escaped)
_LANGUAGES = st.sampled_from(["ar", "fr", "he", "ru", "zh"])
_VALUES = ("some words", "a-word", "1", "2", "2013-05", "50%", "en", "true", "earlier-a")
"""What is tried for a key of which nothing else is known."""
_THEMES = ("law", "training")
_SUBMISSIONS = ("one", "two", "three")


@dataclass
class Made:
    """The files of a dossier by name."""

    files: dict[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    def __repr__(self) -> str:
        texts = {n: d.decode() for n, d in self.files.items() if not n.endswith(".png")}
        return "\n".join(f"=== {name}\n{text}" for name, text in texts.items())


@st.composite
def dossiers(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Made:
    return _Author(draw).dossier()


def fitting(keys: type[Keys], name: str) -> list[str]:
    """The values that a key takes, of those known here."""
    info = keys.model_fields[name]
    choices = [str(value) for value in get_args(info.annotation) if isinstance(value, str)]
    found: list[str] = []
    for value in [value for value in choices if value] or _VALUES:
        with suppress(ValidationError):
            keys.model_validate({info.alias or name: value})
            found.append(value)
    assert found, f"no value is known for the key `{name}` of {keys.__name__}"
    return found


class _Author:
    """Writes one dossier."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.count = 0
        self.ids: dict[str, list[str]] = {name: [] for name in ("para", "rec", "section")}
        self.ids |= {"table": [], "note": [], "answer": []}
        self.around: list[str] = []
        self.hidden = False
        """Whether what is written does not print in every submission."""
        self.pending: list[str] = []
        """For each mark NUL-number-NUL in the text: what kind of reference it is to be."""
        self.notes: list[str] = []
        self.public = True
        self.short = False
        self.in_heading = False

    def dossier(self) -> Made:
        self.submissions = _SUBMISSIONS[: self.draw(st.integers(1, 3))]
        own = {name: self.draw(st.booleans()) for name in self.submissions}
        self.public = self.draw(st.booleans())
        settings = self._settings(own)
        names = ["recommendations", "coordination", "protection", "prevention"]
        if all(own.values()):
            names += ["elsewhere"]
        sections = self.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        files = {f"content/{n}.md": self._file(id) for n, id in enumerate(sections)}
        layout = self._layout()
        made = {
            "shadowkit.yaml": settings,
            "layout.yaml": layout,
            "sources.yaml": SOURCES,
            "recommendations.yaml": REGISTER,
            **{name: self._referring(text) for name, text in files.items()},
        }
        whole = {name: text.encode("utf-8") for name, text in made.items()}
        return Made({**whole, "fig.png": png(8, 8).data})

    # --- settings and layout ----------------------------------------------------------

    def _settings(self, own: dict[str, bool]) -> str:
        title = yaml_quoted(self.draw(literals))
        lines = [f"title: {title}", f"short_title: {title}", "state: KEN"]
        lines += ["submitters: [{name: Example coalition, acronym: EC, kind: coalition}]"]
        lines += ["acronyms: {NGO: non-governmental organisation, CSAM: {long: the material}}"]
        lines += ["themes:", *(f'  {name}: "⟪# {name}⟫ The {name}"' for name in _THEMES)]
        lines += ["addressees: {a-word: all Parties}", "submissions:"]
        for name in self.submissions:
            layout = "layout.yaml" if own[name] else "ecpat-upr"
            lines += [f"  {name}:", f"    layout: {layout}", "    date: 2024-03"]
            if self.public and self._sometimes():
                lines += ["    mechanism: upr/joint", "    session: 47", "    public: true"]
            else:
                lines += [f"    public: {str(self.public).lower()}"]
            if self._sometimes():
                lines += ["    variant: short"]
                self.short = True
            offered: dict[str, tuple[str, ...]] = dict(OPTIONS)
            if not own[name]:
                loaded = known_layout(Path(), "ecpat-upr", Location(""), Collector())
                assert loaded is not None
                offered = {key: option.choices for key, option in loaded.options.items()}
            chosen = {key: self._one_of(values) for key, values in offered.items()}
            lines += ["    options:", *(f"      {key}: {value}" for key, value in chosen.items())]
        return "\n".join(lines) + "\n"

    def _layout(self) -> str:
        lines = ["id: own", "title: Own", "cover: [series, title, submitters, date]", "options:"]
        for name, values in OPTIONS.items():
            lines += [f"  {name}: {{choices: [{', '.join(values)}], default: {values[0]}}}"]
        numbers = ", ".join(self._one_of(get_args(HeadingNumbers)) for _ in range(3))
        lines += [f"headings: [{numbers}]"]
        kinds = self.draw(st.lists(st.sampled_from(sorted(KINDS)), unique=True, max_size=4))
        forms = ", ".join(f"{kind}: {self._one_of(get_args(Form))}" for kind in kinds)
        lines += [f"forms: {{{forms}}}", "sections:"]
        sections = [
            "{id: protection, title: Protection}",
            f"{{id: coordination, heading: {self._one_of(('1', '2', 'none'))}}}",
            f"{{id: gaps, title: Gaps, takes: {{kind: [{self._one_of(sorted(KINDS))}]}}}}",
            "{id: recommendations, title: All, takes: [{section: recommendations}, "
            "{generated: recommendations}]}",
            "{id: others, title: Others, takes: {rest: true}}",
        ]
        chosen = [section for section in sections[:-2] if self._sometimes()]
        return "\n".join([*lines, *(f"  - {section}" for section in (*chosen, *sections[-2:]))])

    # --- content ----------------------------------------------------------------------

    def _file(self, id: str) -> str:
        self.notes = []
        parts = [self._heading(1, id), *self._blocks(id)]
        level = 1
        with self._inside(id), ExitStack() as deeper:
            for wanted in self.draw(st.lists(st.sampled_from([2, 3]), max_size=2)):
                inner = self._id()
                if self._sometimes():
                    with self._inside(inner):
                        parts += [self._fenced_section(inner), *self._blocks(inner), ":::"]
                    continue
                if wanted <= level:
                    deeper.close()
                level = wanted
                deeper.enter_context(self._inside(inner))
                parts += [self._heading(level, inner), *self._blocks(inner)]
        return "\n\n".join([*parts, *self.notes]) + "\n"

    def _heading(self, level: int, id: str) -> str:
        self.ids["section"].append(id)
        theme = f" theme={self._one_of(_THEMES)}" if self._rarely() else ""
        plain = " .unnumbered" if self._rarely() else ""
        # A reference quotes a title without the references and labels in it: known, not mended.
        self.in_heading = True
        title = self._text(breaks=False)
        self.in_heading = False
        return f"{'#' * level} ⟪# {id}⟫ {title} {{#{id}{plain}{theme}}}"

    def _fenced_section(self, id: str) -> str:
        self.ids["section"].append(id)
        return f'::: {{.section #{id} title="⟪# {id}⟫ Fenced"}}'

    def _blocks(self, section: str) -> Iterator[str]:
        if section != "recommendations":
            self.ids["answer"].append(section)
        with self._inside(section):
            kinds = st.sampled_from([*sorted(KINDS), "loose", "loose"])
            for kind in self.draw(st.lists(kinds, min_size=1, max_size=4)):
                self.count += 1
                with self._inside(f"b{self.count}"):
                    if kind in ("loose", "short", "section"):
                        yield "\n\n".join(self._loose())
                    else:
                        yield self._block(KINDS[kind], 0)

    def _loose(self) -> Iterator[str]:
        yield self._paragraph()
        if self._sometimes():
            yield self._list()

    def _block(self, kind: Kind, depth: int) -> str:
        id = self._id() if self._often() else ""
        was = self.hidden
        with self._inside(id):
            keys = self._keys(kind.keys, top=depth == 0)
        self.hidden |= "only" in keys or "not" in keys
        shortened = not depth and kind.name not in _SPECIAL and self._rarely()
        if id and not self.hidden:
            self._name(id, kind)
        with self._inside(id):
            within, self.hidden = self.hidden, self.hidden or (shortened and self.short)
            nodes = list(_SPECIAL.get(kind.name, _Author._any)(self, kind, keys, id, depth))
            if shortened:
                tag = _tag(keys) if kind.asks else ""
                nodes += ["::: short\n" + self._paragraph(tag) + "\n:::"]
            self.hidden = within
        self.hidden = was
        return "\n\n".join([_fence(kind.name, id, keys), *nodes, ":::"])

    def _name(self, id: str, kind: Kind) -> None:
        self.ids["para"].append(id)
        self.ids["answer"].append(id)
        if kind.asks:
            self.ids["rec"].append(id)

    # --- the bodies of blocks ---------------------------------------------------------

    def _any(self, kind: Kind, keys: dict[str, str], _id: str, depth: int) -> Iterator[str]:
        yield self._paragraph(_tag(keys) if kind.asks else "")
        choices = ["paragraph", "list", "quote", "table", "terms", "figure"]
        if depth < 2 and not kind.asks:
            choices += ["block", "block"]
        for choice in self.draw(st.lists(st.sampled_from(choices), max_size=2)):
            yield from self._node(choice, depth)

    def _node(self, choice: str, depth: int) -> Iterator[str]:
        if choice == "paragraph":
            yield self._paragraph()
        elif choice == "list":
            yield self._list()
        elif choice == "quote":
            yield "> " + self._paragraph(breaks=False)
        elif choice == "table":
            yield self._table("")
        elif choice == "terms":
            yield self._terms()
        elif choice == "figure":
            yield f"![{self._marks()} {self.draw(_LITERALS)}](fig.png)"
        else:
            kinds = [name for name, kind in KINDS.items() if not kind.asks]
            name = self._one_of([name for name in kinds if name not in ("short", "section")])
            yield self._block(KINDS[name], depth + 1)

    def _table_block(self, _k: Kind, keys: dict[str, str], id: str, _d: int) -> Iterator[str]:
        yield self._table(id)

    def _terms_block(self, _k: Kind, keys: dict[str, str], _id: str, _d: int) -> Iterator[str]:
        yield self._terms()

    def _figure_block(self, _k: Kind, keys: dict[str, str], _id: str, _d: int) -> Iterator[str]:
        yield f"![{self._marks()} {self.draw(_LITERALS)}](fig.png)"
        if self._sometimes():
            yield self._paragraph()

    def _requests(self, kind: Kind, keys: dict[str, str], _id: str, _d: int) -> Iterator[str]:
        if keys.get("form") == "paragraph":
            spans = [self._request(keys, ".recommendation") for _ in range(self._few())]
            yield f"{self._marks()} " + " ".join(spans)
            return
        if self._sometimes():
            yield self._paragraph()
        yield "\n".join(f"- {self._request(keys, '')}" for _ in range(self._few()))

    def _request(self, outer: dict[str, str], kind: str) -> str:
        id = self._id()
        keys = {"answers": self._answers()} if self._sometimes() else {}
        if not self.hidden:
            self.ids["rec"].append(id)
            self.ids["para"].append(id)
        answers = f' answers="{keys["answers"]}"' if keys else ""
        braces = f"{{{kind}{' ' if kind else ''}#{id}{answers}}}"
        with self._inside(id):
            words = f"{self._marks()} {_tag({**outer, **keys})} Ask for {self._text(breaks=False)}."
        if kind or self._sometimes():
            return f"[{words}]{braces}"
        return f"[]{braces}{words}"

    # --- nodes ------------------------------------------------------------------------

    def _marks(self) -> str:
        return f"⟪{' '.join(name for name in self.around if name)}⟫"

    def _paragraph(self, tag: str = "", *, breaks: bool = True) -> str:
        return f"{self._marks()} {tag}{self._text(breaks=breaks)}"

    def _list(self, depth: int = 0) -> str:
        ordered = self._sometimes()
        lines: list[str] = []
        for number in range(1, self._few() + 1):
            mark = f"{number}. " if ordered else "- "
            lines.append(mark + self._paragraph(breaks=False))
            if depth < 2 and self._rarely():
                inner = self._list(depth + 1).split("\n")
                lines += ["", *(" " * len(mark) + line if line else "" for line in inner), ""]
        return "\n".join(lines).rstrip("\n")

    def _table(self, id: str) -> str:
        columns = self._few()
        head = [self._cell() for _ in range(columns)]
        rows = [[self._cell() for _ in range(columns)] for _ in range(self._few())]
        lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * columns, *rows)]
        if self._often():
            mark = ""
            if id and not self.hidden:
                self.ids["table"].append(id)
                mark = f"⟪t:{id}⟫ "
            lines += ["", f"Table: {mark}{self._paragraph(breaks=False)}"]
        return "\n".join(lines)

    def _cell(self) -> str:
        return "" if self._rarely() else self._paragraph(breaks=False)

    def _terms(self) -> str:
        lines: list[str] = []
        for _ in range(self._few()):
            lines += [self._paragraph(breaks=False)]
            blank = self._rarely()
            lines += [
                f":   {'[]{.blank}' if blank else self._paragraph(breaks=False)}"
                for _ in range(1 if blank else self._few())
            ]
            lines += [""]
        return "\n".join(lines).rstrip("\n")

    # --- inlines ----------------------------------------------------------------------

    def _text(self, *, breaks: bool = True, note: bool = False) -> str:
        makers = [self._words, self._words, self._literal, self._citation]
        if not self.in_heading:
            makers += [self._reference]
        if not note:
            makers += [self._foreign, self._span, self._note, self._named_note]
        pieces = [self._one_of(makers)() for _ in range(self._few())]
        # Something between two pieces: white space between two notes is not printed.
        joint = " and\\\nthen " if breaks and self._rarely() else " and "
        return joint.join(["Text", *pieces, "end"])

    def _words(self) -> str:
        return str(self.draw(_WORDS))

    def _label(self) -> str:
        return "" if self.in_heading else f"{self._marks()} {self._value()}"

    def _value(self) -> str:
        # In a cell of a table a bar would end the cell.
        return str(self.draw(literals)).replace("|", "/")

    def _literal(self) -> str:
        return str(self.draw(_LITERALS))

    def _foreign(self) -> str:
        return f"[{self._words()} {self._literal()}]{{lang={self.draw(_LANGUAGES)}}}"

    def _span(self) -> str:
        spans = [kind for kind in KINDS.values() if kind.span]
        kind = self._one_of(spans)
        id = self._id()
        if not self.hidden and not kind.asks:
            self.ids["para"].append(id)
            self.ids["answer"].append(id)
        with self._inside(id):
            keys = self._keys(kind.keys, top=False)
            return f"[{self._marks()} {self._words()}]{_braces(kind.name, id, keys)}"

    def _note(self) -> str:
        id = self._id() if self._sometimes() else ""
        if id and not self.hidden:
            self.ids["note"].append(id)
        start = f"[]{{#{id}}}⟪{id}⟫ " if id else ""
        return f"^[{start}{self._text(breaks=False, note=True)}]"

    def _named_note(self) -> str:
        name = f"n{len(self.notes)}"
        self.notes.append(f"[^{name}]: {self._text(breaks=False, note=True)}")
        if self._rarely():
            self.notes[-1] += f"\n\n    {self._text(breaks=False, note=True)}"
        return f"[^{name}]"

    def _citation(self) -> str:
        items = []
        for _ in range(self._few()):
            before = self._one_of(("", "", "see "))
            after = self._one_of(("", "", ", para. 14", ", arts. 2 and 3 (b)", ", in part"))
            items.append(f"{before}@{self._one_of(_SOURCES)}{after}")
        return f"[{'; '.join(items)}]"

    def _reference(self) -> str:
        return self._later("reference")

    def _later(self, what: str) -> str:
        self.pending.append(what)
        return f"\0{len(self.pending) - 1}\0"

    def _answers(self) -> str:
        return self._later("answer")

    def _referring(self, text: str) -> str:
        """The text with its references, now that all ids are known."""
        for number, what in enumerate(self.pending):
            mark = f"\0{number}\0"
            if mark not in text:
                continue
            prefixes = [p for p, ids in self.ids.items() if ids and p != "answer"]
            prefix = "answer" if what == "answer" else self._one_of(prefixes)
            known = st.sampled_from(self.ids[prefix]) if self.ids[prefix] else st.just("*")
            most = 1 if prefix == "section" else 3
            ids = self.draw(st.lists(known, min_size=1, max_size=most, unique=True))
            if what == "answer":
                text = text.replace(mark, " ".join(ids))
                continue
            targets = "; ".join(f"@{prefix}:{id}" for id in ids)
            shown = f"[{targets}]" if len(ids) > 1 or self._sometimes() else targets
            text = text.replace(mark, f"⟦{prefix} {' '.join(ids)}: {shown}⟧")
        return text

    # --- keys -------------------------------------------------------------------------

    def _keys(self, model: type[Keys], *, top: bool) -> dict[str, str]:
        """The required keys of a kind, and some of the others, by name as written."""
        chosen: dict[str, str] = {}
        for name, info in model.model_fields.items():
            written = info.alias or name
            if written in model.required or self._rarely():
                special = _KEYS.get(written)
                values = [special(self, top)] if special else fitting(model, name)
                value = self._one_of(values)
                if value:
                    chosen[written] = value
        if "allow" in chosen:
            chosen["reason"] = "It was looked at."
        return chosen

    # --- helpers ----------------------------------------------------------------------

    @contextmanager
    def _inside(self, name: str) -> Iterator[str]:
        self.around.append(name)
        yield name
        self.around.pop()

    def _id(self) -> str:
        self.count += 1
        return f"i{self.count}"

    def _one_of(self, values: Any) -> Any:
        return self.draw(st.sampled_from(list(values)))

    def _few(self) -> int:
        return int(self.draw(st.integers(1, 3)))

    def _sometimes(self) -> bool:
        return bool(self.draw(st.booleans()))

    def _often(self) -> bool:
        return int(self.draw(st.integers(0, 3))) != 3

    def _rarely(self) -> bool:
        return int(self.draw(st.integers(0, 5))) == 5


_SPECIAL: dict[str, Callable[..., Iterator[str]]] = {
    "table": _Author._table_block,
    "keyvalue": _Author._terms_block,
    "figure": _Author._figure_block,
    "recommendations": _Author._requests,
}
"""The bodies of kinds that hold something of their own."""

_KEYS: dict[str, Callable[[_Author, bool], str]] = {
    "theme": lambda author, _top: str(author._one_of(_THEMES)),
    "only": lambda author, top: str(author._one_of(author.submissions)) if top else "",
    "not": lambda author, top: str(author._one_of(author.submissions)) if top else "",
    "lang": lambda author, _top: str(author.draw(_LANGUAGES)),
    "label": lambda author, _top: author._label(),
    "title": lambda author, _top: f"{author._marks()} {author._value()}",
    "topic": lambda author, _top: f"{author._marks()} {author._value()}",
    "comment": lambda author, _top: author._value(),
    "reason": lambda author, _top: "",
    "allow": lambda author, _top: "SK105",
    "confidential": lambda author, _top: "false" if author.public else "true",
    "risk": lambda author, _top: "low" if author.public else str(author._one_of(("high", "low"))),
    "answers": lambda author, _top: author._answers(),
    "follows": lambda author, _top: str(author._one_of(("earlier-a", "II-3"))),
    "ref": lambda author, _top: "earlier-a",
    "source": lambda author, _top: str(author._one_of(_SOURCES)),
    "header-columns": lambda author, _top: "1",
}
"""Keys whose values are not free: what they name has to be there.  "" leaves the key out."""


def _tag(keys: dict[str, str]) -> str:
    return f"⟨{keys['answers']}⟩ " if "answers" in keys else ""


def _braces(kind: str, id: str, keys: dict[str, str]) -> str:
    pairs = [f"{name}={quoted(value)}" for name, value in keys.items()]
    return "{" + " ".join([f".{kind}", *([f"#{id}"] if id else []), *pairs]) + "}"


def _fence(kind: str, id: str, keys: dict[str, str]) -> str:
    return f"::: {_braces(kind, id, keys)}"
