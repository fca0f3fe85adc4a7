"""A look of one's own: a small file on top of a look of the program, and its logo."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from dossiers import SETTINGS, dossier, only, places, shadowkit
from samples import png
from shadowkit.building import look_of
from shadowkit.pipeline import Outcome, run
from shadowkit.reading.catalogue import look_names
from shadowkit.reading.looks import contrast, shipped_look

OWN = SETTINGS + "look: house/look.yaml\n"
LOGO = "logo: {file: logo.png, alternative: Example Coalition, height: 15}\n"


def made(folder: Path, look: str) -> Path:
    dossier(folder, settings=OWN)
    (folder / "house").mkdir()
    (folder / "house" / "look.yaml").write_text(look, encoding="utf-8")
    (folder / "house" / "logo.png").write_bytes(png(300, 100).data)
    return folder


def ran(folder: Path, look: str) -> Outcome:
    return run(made(folder, look))


def said(outcome: Outcome) -> str:
    return "\n".join(f"{f.location} {f.code} {f.message} {f.hint}" for f in outcome.findings)


def test_what_a_look_does_not_say_is_as_in_the_one_it_is_based_on(tmp_path: Path) -> None:
    look = "based-on: organisation\ncolours: {accent: '#7a1f3d'}\npage: {margins: {top: 30}}\n"
    outcome = ran(tmp_path, look)
    assert not outcome.findings
    own, base = look_of(outcome.submissions[0]), shipped_look("organisation")
    assert own.colours.accent == "#7a1f3d"
    assert own.page.margins.top == 30
    assert own.colours.rule == base.colours.rule
    assert own.page.margins.left == base.page.margins.left
    assert own.fonts == base.fonts
    assert own.headings == base.headings


def test_a_look_without_a_base_is_based_on_the_plain_one(tmp_path: Path) -> None:
    outcome = ran(tmp_path, "body: {size: 11}\n")
    assert look_of(outcome.submissions[0]).headings == shipped_look("plain").headings


@pytest.mark.parametrize("name", look_names())
def test_every_look_of_the_program_is_whole(name: str) -> None:
    assert shipped_look(name).logo.file == ""


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("based-on: organization\n", "1:11 SK006 there is no look `organization` Did you mean"),
        ("colours: {accent: red}\n", "1:19 SK006 `accent`: `red` is no colour"),
        ("colours: {acent: '#112233'}\n", "1:11 SK005 there is no key `acent` here Did you mean"),
        ("fonts: {pdf: {latin: Garamond}}\n", "1:22 SK006 `latin`: `Garamond` is not one of"),
        ("body: {size: large}\n", "1:14 SK006 `size`: `large` is not a number"),
        ("body: {size: 200}\n", "1:14 SK006 `size`: `200` is more than may stand here: 72"),
        ("logo: {file: logo.png}\n", "SK006 `logo`: say after `alternative:` what the logo shows"),
        ("logo: {file: no.png, alternative: A}\n", "there is no picture `no.png`"),
        ("logo: {file: ../../x.png, alternative: A}\n", "`../../x.png` lies outside the dossier"),
        ("logo: {file: look.yaml, alternative: A}\n", "`look.yaml` is neither PNG nor JPEG"),
        ("- a list\n", "SK006 a look is a map"),
        ("colours: {accent: [\n", "house/look.yaml:"),
        ("headings: [{size: large}]\n", "1:19 SK006 `size`: `large` is not a number"),
        ("", "a look is a map"),
    ],
)
def test_what_is_wrong_in_a_look_is_said_at_its_place(
    look: str, expected: str, tmp_path: Path
) -> None:
    outcome = ran(tmp_path, look)
    assert expected in said(outcome)
    assert outcome.failed() == bool(expected)
    # A draft is built all the same, in the plain look.
    built = shadowkit("build", tmp_path, "-f", "docx,html", "--draft", "-q")
    assert built.code == 0, built.err


def test_the_headings_are_joined_place_by_place(tmp_path: Path) -> None:
    outcome = ran(tmp_path, "based-on: organisation\nheadings: [{}, {size: 14}]\n")
    own, base = look_of(outcome.submissions[0]).headings, shipped_look("organisation").headings
    assert own == (base[0], base[1].model_copy(update={"size": 14}), base[2])


@pytest.mark.parametrize(
    ("colours", "expected"),
    [
        ("colours: {accent: '#8aa0b8', link: '#0b5e63'}\n", ["2:19 SK033"]),
        ("colours: {muted: '#777777'}\n", ["2:18 SK033"]),  # 4.48 to 1
        ("colours: {muted: '#767676'}\n", []),  # 4.54 to 1
        ("box: {shade: '#444444'}\n", ["2:14 SK033"]),
        ("table: {header-shade: '#0f5257'}\n", ["2:23 SK033"]),
    ],
)
def test_a_colour_that_can_hardly_be_read_is_found(
    colours: str, expected: list[str], tmp_path: Path
) -> None:
    outcome = ran(tmp_path, f"based-on: organisation\n{colours}")
    assert places(outcome) == [f"house/look.yaml:{place}" for place in expected]
    assert not outcome.failed()


@pytest.mark.parametrize("name", look_names())
def test_the_looks_of_the_program_can_be_read(name: str) -> None:
    look = shipped_look(name)
    for ink in (look.colours.text, look.colours.accent, look.colours.muted, look.colours.link):
        assert min(contrast(ink, shade) for shade in ("#ffffff", look.box.shade)) >= 4.5


def test_a_file_that_is_not_there_is_said_at_the_setting(tmp_path: Path) -> None:
    folder = made(tmp_path, "body: {size: 11}\n")
    settings = folder / "shadowkit.yaml"
    settings.write_text(settings.read_text("utf-8").replace("house/look.yaml", "house/lok.yaml"))
    outcome = run(folder)
    assert "there is no file `house/lok.yaml` Did you mean `house/look.yaml`?" in said(outcome)
    assert places(outcome) == [f"shadowkit.yaml:{len(OWN.splitlines())}:7 SK006"]


def test_the_logo_stands_in_all_three_files_with_its_words(tmp_path: Path) -> None:
    folder = made(tmp_path, LOGO)
    assert only(run(folder)).logo is not None
    built = shadowkit("build", folder, "-f", "docx,pdf,html", "-q", "-o", tmp_path / "out")
    assert built.code == 0, built.err
    files = {path.suffix: path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    page = files[".html"].decode("utf-8")
    assert re.search(r'<div class="logo"><img [^>]*alt="Example Coalition">', page)
    assert "--logo-height: 15mm;" in page
    with zipfile.ZipFile(BytesIO(files[".docx"])) as package:
        body = package.read("word/document.xml").decode("utf-8")
    drawn = body[: body.index("</w:drawing>")]
    assert 'descr="Example Coalition"' in drawn
    # 15 millimetres high, three times as wide.
    (cx, cy) = map(int, re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', drawn)[0])
    assert cy == pytest.approx(15 * 36000, rel=0.01) and cx == pytest.approx(3 * cy, rel=0.01)
    with pikepdf.open(BytesIO(files[".pdf"])) as pdf:
        figures = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
        (figure,) = figures
        assert str(figure.Alt) == "Example Coalition"
        left, bottom, right, top = map(float, figure.A.BBox)
    assert top - bottom == pytest.approx(15 / 25.4 * 72, abs=0.5)
    assert right - left == pytest.approx(3 * (top - bottom), abs=1)
