"""What was made to do harm ends in a finding or in a file, in time, and reaches nothing.

Each dossier of the corpus is checked by the real command, and built where it has no errors, with
a guard that raises at whatever wants the network; and built as a draft, so that faults get as far
as the writers, where the guard only writes down and a listener waits at the hostile addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dossiers import LAYOUT
from hostile import corpus
from hostile.cases import Case, Group
from hostile.corpus import GROUPS
from hostile.outputs import harm
from hostile.watch import Done, Listener, listening, shadowkit, tree

SECONDS = 30
NAME = "http://hostile.invalid"
_FINDING = re.compile(
    r"^(?P<path>[^:\n]*):(\d+):(\d+): (?:error|warning) (?P<code>SK\d+) (?P<said>.*)", re.M
)
_NOTHING_OF_IT = ("SK302", "SK4", "SK2", "SK1", "SK5")
"""Findings that have nothing to do with what is tried: of unused sources, of language ..."""


@dataclass(frozen=True)
class Built:
    checked: Done
    guarded: Done
    draft: Done
    folder: Path
    output: Path
    strays: tuple[str, ...]
    """What was written or changed outside the folder of the output."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def write(group: Group, folder: Path, port: int) -> None:
    """The dossier of a group."""
    http = f"http://127.0.0.1:{port}"

    def filled(data: bytes) -> bytes:
        return data.replace(b"HTTP", http.encode()).replace(b"NAME", NAME.encode())

    (folder / "content").mkdir(parents=True)
    (folder.parent / "outside.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    texts = {"shadowkit.yaml": group.settings, "layout.yaml": LAYOUT, "sources.yaml": group.sources}
    texts |= {path_of(group, case): case.text for case in group.cases}
    for name, text in texts.items():
        (folder / name).write_bytes(filled(text.encode("utf-8", "surrogatepass")))
    for files in (group.files, *(case.files for case in group.cases)):
        for name, data in files.items():
            (folder / name).write_bytes(filled(data) if isinstance(data, bytes) else data(http))
    for case in group.cases:
        if case.make is not None:
            case.make(folder)


def path_of(group: Group, case: Case) -> str:
    return f"content/{10 + group.cases.index(case)}.md"


@pytest.fixture(scope="module")
def built(room: Path, listener: Listener) -> Iterator[object]:
    @cache
    def build(name: str) -> Built:
        group = next(one for one in GROUPS if one.name == name)
        around = room / re.sub(r"\W+", "-", name)
        folder, home, record = around / "dossier", room / "home", around / "record"
        write(group, folder, listener.port)
        record.touch()
        before = tree(around)
        out = ("-f", "pdf,docx,html", "-o")
        checked = shadowkit(
            *("check", folder, "--format", "concise"), home=home, seconds=SECONDS, record=record
        )
        guarded = draft = checked
        if not group.refused:
            guarded = shadowkit(
                *("build", folder, *out, around / "guarded"),
                home=home,
                seconds=SECONDS,
                record=record,
            )
        if group.draft or not group.refused:
            draft = shadowkit(
                *("build", folder, *out, around / "draft", "--draft"),
                home=home,
                seconds=SECONDS,
                record=record,
                HOSTILE_LET="yes",
            )
        after = tree(around)
        own = ("guarded", "draft", "record")
        strays = {
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        }
        strays = {name for name in strays if not name.startswith(own)}
        strays |= {f"temporary {path.name}" for path in (home / "tmp").iterdir()}
        return Built(checked, guarded, draft, folder, around, tuple(sorted(strays)))

    yield build


def found(done: Done) -> dict[str, list[tuple[str, str]]]:
    """Codes and words of the findings by file, without those of no interest here."""
    findings: dict[str, list[tuple[str, str]]] = {}
    for match in _FINDING.finditer(done.said):
        if not match["code"].startswith(_NOTHING_OF_IT):
            findings.setdefault(match["path"], []).append((match["code"], match["said"]))
    return findings


@pytest.mark.parametrize("name", [group.name for group in GROUPS])
def test_a_hostile_dossier_reaches_nothing(name: str, built: object, listener: Listener) -> None:
    one = built(name)  # type: ignore[operator]
    group = next(group for group in GROUPS if group.name == name)
    for done in (one.checked, one.guarded, one.draft):
        assert done.code in (0, 1), done.said
        assert "Traceback" not in done.said
        assert "fault of its own" not in done.said
    # Each command loads the guard, and so does each printing process that prints.
    lines = "\n".join(one.draft.loaded)
    assert lines.count("-m shadowkit ") == len({one.checked, one.guarded, one.draft})
    pages = list(one.output.glob("*/report/report.pdf"))
    assert lines.count("shadowkit.writing.pdf.child") >= len(pages)
    assert one.draft.network == ()
    assert listener.seen == 0
    assert one.strays == ()
    for folder in ("guarded", "draft"):
        for file in (one.output / folder).rglob("report.*"):
            assert list(harm(file)) == [], file
    if group.refused:
        assert one.checked.code == 1
    elif group not in (corpus.NOTES, corpus.CHARACTERS):
        assert one.guarded.code == 0, one.guarded.said
        written = {path.name for path in (one.output / "guarded" / "report").iterdir()}
        assert written == {"report.pdf", "report.docx", "report.html", "manifest.json"}


@pytest.mark.parametrize(
    ("name", "case"),
    [(g.name, case) for g in GROUPS for case in g.cases],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_hostile_input_is_found_at_its_place_or_printed(
    name: str, case: Case, built: object
) -> None:
    one = built(name)  # type: ignore[operator]
    group = next(group for group in GROUPS if group.name == name)
    findings = found(one.checked).get(path_of(group, case), [])
    assert {code for code, _ in findings} == set(case.finds), findings
    assert case.says in " ".join(said for _, said in findings)


@pytest.mark.parametrize("name", [group.name for group in GROUPS if group.finds])
def test_a_hostile_file_of_the_dossier_is_found(name: str, built: object) -> None:
    one = built(name)  # type: ignore[operator]
    group = next(group for group in GROUPS if group.name == name)
    own = {path_of(group, case) for case in group.cases}
    findings = [f for path, fs in found(one.checked).items() if path not in own for f in fs]
    assert {code for code, _ in findings} == set(group.finds), one.checked.said
    assert group.says in " ".join(said for _, said in findings)
