"""docs/format.md, the program and the small dossiers hold one format.

What the page says is there has a dossier in tests/golden that uses it; what the program reads
stands on the page; and the examples of the page print what it says they do.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

import formatpage
from cases import FAULTS, GOLDEN, SHARED, laid_out, names
from dossiers import only, text
from formatpage import table
from samples import png
from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AList,
    AQuote,
    Dossier,
    Node,
    inlines_of,
    walk,
)
from shadowkit.model.inline import (
    ABreak,
    ACitation,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
    Attributes,
)
from shadowkit.model.kinds import KINDS, REFERENCE_PREFIXES, Keys
from shadowkit.model.layout import OPTIONS, Layout, LayoutSection
from shadowkit.model.register import Assessment, EarlierRecommendation
from shadowkit.model.settings import Settings, Shared, Submission, Submitter
from shadowkit.pipeline import run
from shadowkit.reading.dossier import read
from shadowkit.reading.validation import names_of

KIND_TABLE = table("The kinds", "kind")
KEY_TABLE = table("The kinds", "key")
COMMON = table("Keys that everything takes")
REFERENCES = table("Ids and references")
NOTES = table("Notes and citations")
MARKS = table("What else is allowed")
SETTINGS = table("Settings", "key", 0)
SUBMITTER = table("Settings", "key", 1)
SUBMISSION = table("Settings", "key", 2)
OPTION_TABLE = table("Settings", "option")
SOURCES = table("Sources")
REGISTER = table("Earlier recommendations")
FILES = table("What the folder holds")
LAYOUT = table("A layout of your own", "key", 0)
LAYOUT_SECTION = table("A layout of your own", "key", 1)

_KEY = re.compile(r"`([\w-]+)`(\*?)")

MADE = {"file build/", "file reviews.yaml"}
"""Files that the program makes: no dossier is written with them."""


WAITING: dict[str, str] = {}
"""What the page has and the program has not, as patterns, each with the reason.  What is built
leaves this table and says `yes` on the page; then it needs a small dossier."""


def _waiting() -> set[str]:
    """What the page says is not there yet."""
    return set(_items(lambda row: row.waits))


# --- what the page has -----------------------------------------------------------------


def _keys_of_row(row: formatpage.Row) -> list[tuple[str, bool]]:
    """The keys of a kind as its row names them, each with whether it must be given."""
    return [(match[1], bool(match[2])) for match in _KEY.finditer(row.cells[2])]


def _items(chosen: Callable[[formatpage.Row], bool]) -> Iterator[str]:
    """Each thing that needs a fixture, in words."""
    waiting_keys = {name for row in KEY_TABLE.rows if row.waits for name in row.names}
    for row in KIND_TABLE.rows:
        [kind] = row.names
        if chosen(row):
            yield f"kind {kind}"
        for key, _required in _keys_of_row(row):
            late = row.waits or key in waiting_keys
            state = formatpage.Row((*row.cells[:-1], "not yet" if late else "yes"))
            if chosen(state):
                yield f"{kind} {key}="
    for words, rows in (
        ("key {}=", COMMON.rows),
        ("reference {}", REFERENCES.rows),
        ("note {}", NOTES.rows),
        ("mark {}", MARKS.rows),
        ("setting {}", (*SETTINGS.rows, *SUBMISSION.rows)),
        ("submitter {}", SUBMITTER.rows),
        ("source field {}", SOURCES.rows),
        ("register field {}", REGISTER.rows),
        ("layout key {}", LAYOUT.rows),
        ("layout section key {}", LAYOUT_SECTION.rows),
        ("file {}", FILES.rows),
    ):
        for row in filter(chosen, rows):
            yield from (words.format(name) for name in row.names)
    for row in filter(chosen, OPTION_TABLE.rows):
        [option] = row.names
        for choice in re.findall(r"`([\w-]+)`", row.cells[1]):
            yield f"option {option}: {choice}"


# --- what the fixtures use -------------------------------------------------------------


@cache
def _dossiers(folder: Path) -> tuple[tuple[str, Dossier], ...]:
    """The golden dossiers as they are read, laid out below `folder`."""
    found: list[tuple[str, Dossier]] = []
    for name in names(GOLDEN):
        loaded = read(laid_out(GOLDEN / name, folder / name))
        assert loaded.dossier is not None, name
        found.append((name, loaded.dossier))
    return tuple(found)


def _used(dossier: Dossier) -> Iterator[str]:
    for section in dossier.all_sections():
        yield from _common(section.attributes)
    for block in dossier.blocks():
        yield from _nodes((block,))
    for paragraph in _paragraphs(dossier):
        yield from _inlines(paragraph)
    for source in dossier.sources.values():
        yield from (f"source field {key}" for key in source.data)
    for entry in dossier.register:
        yield from (f"register field {path[0]}" for path in entry.places if path)
    for path in dossier.places:
        yield from _settings(path)
    for submission in dossier.settings.submissions.values():
        yield from (f"option {name}: {value}" for name, value in submission.options.items())
    if any(section.attributes.kind == "section" for section in dossier.all_sections()):
        yield "kind section"


def _paragraphs(dossier: Dossier) -> Iterator[tuple[AInline, ...]]:
    for section in dossier.all_sections():
        yield section.title
    for block in dossier.blocks():
        yield from inlines_of(block.nodes)


def _common(attributes: Attributes) -> Iterator[str]:
    if attributes.id:
        yield "key id="
    for pair in attributes.pairs:
        yield f"key {pair.name}="
        yield f"{attributes.kind or 'section'} {pair.name}="
        yield f"{pair.name}={pair.value}"


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ABlock):
            yield f"kind {node.kind}"
            yield from _common(node.attributes)
            yield from _nodes(node.nodes)
        elif isinstance(node, AList):
            yield "mark 1." if node.ordered else "mark - words"
            for item in node.items:
                yield from _nodes(item.nodes)
        elif isinstance(node, AQuote):
            yield "mark > words"
            yield from _nodes(node.nodes)
        elif isinstance(node, AFigure):
            yield "mark ![words](file.png)"


def _inlines(paragraph: tuple[AInline, ...]) -> Iterator[str]:
    yield from _side_by_side(paragraph)
    for node in walk(paragraph):
        if isinstance(node, AEmphasis):
            marks = {"italic": "*words*", "bold": "**words**", "superscript": "2^nd^"}
            yield f"mark {marks[node.style]}"
        elif isinstance(node, ALink):
            yield "mark [words](https://example.org)"
        elif isinstance(node, ABreak):
            yield "mark \\"
        elif isinstance(node, AText) and node.text.startswith(("☐", "☒")):
            yield "mark - [ ]"
        elif isinstance(node, AReference):
            yield from (f"reference @{target.prefix}:id" for target in node.targets)
        elif isinstance(node, ASpan):
            yield from _common(node.attributes)
        elif isinstance(node, (ANote, ACitation)):
            yield f"note {_note_form(node)}"
        if isinstance(node, ANote) and any(
            isinstance(inner, ACitation) for p in node.paragraphs for inner in walk(p)
        ):
            yield "note ^[words [@source]]"


def _note_form(node: ANote | ACitation) -> str:
    if isinstance(node, ANote):
        if node.label:
            return "[^?5]" if node.label.startswith("?") else "[^name]"
        first = node.paragraphs[0][0]
        named = isinstance(first, ASpan) and first.attributes.id and not first.content
        return "^[[]{#id}words]" if named else "^[words]"
    if len(node.items) > 1:
        return "[@source, p. 3; @other]"
    [item] = node.items
    return "[see @source, para. 14]" if item.prefix and item.locator else "[@source]"


def _side_by_side(paragraph: tuple[AInline, ...]) -> Iterator[str]:
    for before, between, after in zip(paragraph, paragraph[1:], paragraph[2:], strict=False):
        if (
            isinstance(before, ACitation)
            and isinstance(between, AText)
            and not between.text.strip()
            and isinstance(after, ANote)
        ):
            yield "note [@source] ^[words]"


def _settings(path: tuple[str | int, ...]) -> Iterator[str]:
    match path:
        case (str() as key,) | ("submissions", _, str() as key):
            yield f"setting {key}"
        case ("submitters", int(), str() as key):
            yield f"submitter {key}"


def _files(folder: Path) -> Iterator[str]:
    for name in FILES.names():
        if any(folder.glob(name)):
            yield f"file {name}"
    for file in folder.glob("*.yaml"):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if isinstance(data, dict) and "sections" in data:
            yield from (f"layout key {key}" for key in data)
            yield from (f"layout section key {key}" for part in data["sections"] for key in part)
    for file in folder.glob("content/**/*.md"):
        if "<!--" in file.read_text(encoding="utf-8"):
            yield "mark <!-- words -->"


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("golden")
    found = {item for _name, dossier in _dossiers(folder) for item in _used(dossier)}
    return found | {item for name in names(GOLDEN) for item in _files(folder / name)}


# --- the page and the fixtures ---------------------------------------------------------


def test_what_the_page_says_is_there_has_a_small_dossier(used: set[str]) -> None:
    """To mend: a folder in tests/golden that uses it (see test_golden.py)."""
    there = set(_items(lambda row: not row.waits)) - MADE
    assert sorted(there - used) == []


def test_what_has_a_small_dossier_is_there(used: set[str]) -> None:
    """To mend: `not yet` becomes `yes` in its row of docs/format.md."""
    assert sorted(_waiting() & used) == []


def test_what_is_not_there_yet_is_listed_with_its_reason() -> None:
    waiting = _waiting()
    matched = {pattern: fnmatch.filter(waiting, pattern) for pattern in WAITING}
    assert [pattern for pattern, items in matched.items() if not items] == []
    assert sorted(waiting.difference(*matched.values())) == []


def test_the_page_has_items_of_every_sort() -> None:
    sorts = {item.split(" ")[0] for item in _items(lambda _row: True)}
    assert {"kind", "key", "gap", "note", "mark", "setting", "option", "source"} <= sorts
    assert len(list(_items(lambda _row: True))) > 150


def test_every_choice_of_a_key_has_a_small_dossier(used: set[str]) -> None:
    missing = [
        f"{key}={choice}"
        for kind in KINDS.values()
        for key, choices in _choices(kind.keys).items()
        for choice in choices
        if f"{key}={choice}" not in used and f"{kind.name} {key}=" not in _waiting()
    ]
    assert missing == []


def _choices(model: type[Keys]) -> dict[str, list[str]]:
    return {
        field.alias or name: [choice for choice in get_args(field.annotation) if choice]
        for name, field in model.model_fields.items()
        if all(isinstance(choice, str) for choice in get_args(field.annotation))
    }


# --- the page and the program ----------------------------------------------------------


def test_the_page_has_every_kind_with_its_keys() -> None:
    assert KIND_TABLE.names() == set(KINDS)
    for row in KIND_TABLE.rows:
        [name] = row.names
        model = KINDS[name].keys
        own = set(names_of(model)) - set(names_of(Keys))
        assert {key for key, _required in _keys_of_row(row)} == own, name
        required = {key for key, required in _keys_of_row(row) if required}
        assert required == set(model.required), name


def test_the_page_explains_every_key_of_a_kind() -> None:
    explained = KEY_TABLE.names()
    assert explained == {key for row in KIND_TABLE.rows for key, _ in _keys_of_row(row)}


def test_the_page_names_every_choice_of_a_key() -> None:
    for row in KIND_TABLE.rows:
        [name] = row.names
        for key, choices in _choices(KINDS[name].keys).items():
            said = " ".join(r.cells[1] for r in KEY_TABLE.rows if key in r.names) + row.cells[2]
            if key not in names_of(Keys):
                assert [c for c in choices if not re.search(rf"\b{c}\b", said)] == [], key


def test_the_page_has_the_keys_that_everything_takes() -> None:
    assert COMMON.names() == {"id", *names_of(Keys)}


@pytest.mark.parametrize(
    ("listed", "model", "shared"),
    [
        (SETTINGS, Settings, None),
        (SUBMITTER, Submitter, None),
        (SUBMISSION, Submission, Shared),
        (LAYOUT, Layout, None),
        (LAYOUT_SECTION, LayoutSection, None),
        (REGISTER, EarlierRecommendation, None),
    ],
    ids=["settings", "submitter", "submission", "layout", "layout section", "register"],
)
def test_the_page_has_the_keys_of_the_program(
    listed: formatpage.Table, model: type[BaseModel], shared: type[BaseModel] | None
) -> None:
    own = set(names_of(model)) - set(names_of(shared) if shared else ())
    assert sorted(own - listed.names()) == []
    assert sorted(listed.working() - own) == []
    if listed in (LAYOUT, LAYOUT_SECTION):  # of the others, some are read and have no effect yet
        what = "layout key" if listed is LAYOUT else "layout section key"
        unsaid = [key for key in own - listed.working() if f"{what} {key}" not in WAITING]
        assert sorted(unsaid) == []


def test_the_page_has_what_belongs_to_an_assessment() -> None:
    [row] = [row for row in REGISTER.rows if row.names == ("assessment",)]
    assert set(names_of(Assessment)) <= set(re.findall(r"`([\w-]+)`", row.cells[1]))


def test_the_page_has_the_options_with_their_choices() -> None:
    for row in OPTION_TABLE.rows:
        [option] = row.names
        if not row.waits:
            assert set(OPTIONS[option]) == set(re.findall(r"`([\w-]+)`", row.cells[1])), option
    waiting = {option for option in OPTIONS if f"option {option}: *" in WAITING}
    assert set(OPTIONS) - waiting == OPTION_TABLE.working()


def test_the_page_has_every_sort_of_reference() -> None:
    assert REFERENCES.names() == {f"@{prefix}:id" for prefix in REFERENCE_PREFIXES}


# --- its examples ----------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(formatpage.examples())))
def test_an_example_of_the_page_prints_what_it_says(number: int, tmp_path: Path) -> None:
    content, printed = formatpage.examples()[number]
    if not content.startswith("# "):  # the layout prints no text without a section
        content = f"# Legal framework {{#legal-framework}}\n\n{content}"
        printed = f"# Legal framework\n\n{printed}"
    settings, look, sources, register, layout = formatpage.files()
    if content.startswith("# What is lacking"):  # the example of a layout of one's own
        settings = settings.replace("layout: ecpat-upr", "layout: layout.yaml")
    for folder in ("content", "pictures"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pictures" / "logo.png").write_bytes(png(30, 10).data)
    for name, file in (
        ("shadowkit.yaml", f"{settings}\nlook: look.yaml\n"),
        ("look.yaml", look),
        ("sources.yaml", sources),
        ("recommendations.yaml", register),
        ("layout.yaml", layout),
        ("content/10.md", content),
    ):
        (tmp_path / name).write_text(file, encoding="utf-8")
    _cover, _, body = text(tmp_path).partition("\n\n")
    assert body.strip() == printed.strip()
    assert only(run(tmp_path)).logo is not None


def test_the_page_has_examples() -> None:
    assert len(formatpage.examples()) >= 5


# --- its mistakes ----------------------------------------------------------------------


def test_what_the_page_says_of_a_mistake_is_what_the_program_says() -> None:
    folders = (FAULTS, GOLDEN.parent / "bad", GOLDEN.parent / "rules")
    said = "\n".join(
        file.read_text(encoding="utf-8")
        for folder in folders
        for file in folder.glob("*/expected.txt")
    )
    names = re.compile(r"`[^`]*`|(?<=the layout )[\w-]+")
    for row in table("Ten common mistakes").rows:
        [code] = row.names
        words = names.sub("…", row.cells[2])
        of_code = [names.sub("…", line) for line in said.splitlines() if code in line]
        assert any(line.endswith(f": {words}") for line in of_code), f"{code}: {row.cells[2]}"


def test_the_shared_dossier_is_no_case() -> None:
    assert SHARED.name not in names(GOLDEN)
