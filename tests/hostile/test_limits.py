"""The detectors themselves, and what a single hostile dossier must come to."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image as Pillow

from dossiers import dossier
from hostile import pictures
from hostile.outputs import harm
from hostile.watch import SOURCE, Listener, listening, run, shadowkit

SECONDS = 60
SOURCES = "- {id: report-a, type: report, title: Example \u1203 A, issued: 2013}\n"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


# --- the detectors ------------------------------------------------------------------------


def test_the_listener_sees_who_connects(tmp_path: Path, listener: Listener) -> None:
    connect = f"import socket; socket.create_connection(('127.0.0.1', {listener.port})).recv(1)"
    assert run(["-c", connect], tmp_path, seconds=SECONDS).code == 0
    assert listener.seen == 1


@pytest.mark.parametrize(
    ("wanted", "event"),
    [
        ("socket.create_connection(('127.0.0.1', {port}))", "socket.getaddrinfo"),
        ("socket.socket().connect(('127.0.0.1', {port}))", "socket.connect"),
        ("socket.getaddrinfo('hostile.invalid', 80)", "socket.getaddrinfo"),
        ("socket.gethostbyname('hostile.invalid')", "socket.gethostbyname"),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))", "socket.sendto"),
        ("__import__('urllib.request').request.urlopen('http://127.0.0.1/')", "urllib.Request"),
    ],
)
def test_the_guard_stops_who_wants_the_network(
    tmp_path: Path, listener: Listener, wanted: str, event: str
) -> None:
    code = "import socket; " + wanted.format(port=listener.port)
    done = run(["-c", code], tmp_path, seconds=SECONDS, record=tmp_path / "record")
    assert done.code == 1
    assert event in " ".join(done.network)
    assert listener.seen == 0


def test_the_guard_is_in_the_printing_process(tmp_path: Path, listener: Listener) -> None:
    """With an engine that reaches for the network as soon as it is loaded."""
    engine = tmp_path / "engine" / "weasyprint"
    engine.mkdir(parents=True)
    (engine / "__init__.py").write_text(
        f"import socket\nsocket.create_connection(('127.0.0.1', {listener.port}))\n"
    )
    guard = os.pathsep.join(map(str, (Path(__file__).parent / "guard", SOURCE, engine.parent)))
    done = shadowkit(
        *("build", dossier(tmp_path / "d"), "-f", "pdf"),
        home=tmp_path,
        seconds=SECONDS,
        record=tmp_path / "record",
        PYTHONPATH=guard,
    )
    assert done.code == 1
    assert any("socket.getaddrinfo" in line for line in done.network)
    assert listener.seen == 0


REFUSED = {
    "socket.create_connection(('127.0.0.1', 9))": False,
    "socket.getaddrinfo('hostile.invalid', 80)": False,
    "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))": False,
    "subprocess.run(['true'])": False,
    "os.system('true')": False,
    "open('x', 'w')": False,
    "open(folder.parent / 'y', 'ab')": False,
    "os.open('x', os.O_RDWR | os.O_CREAT)": False,
    "os.remove(__file__)": False,
    "os.rename(__file__, 'z')": False,
    "open(__file__).read()": True,
    "open(folder / 'fonts.conf', 'w')": True,
}


def test_the_printing_process_refuses_what_it_has_no_need_of(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    (tmp_path / "own").mkdir()
    script.write_text(
        "import os, socket, subprocess, sys\nfrom pathlib import Path\n"
        "from shadowkit.writing.pdf.refusing import refuse_from_now_on\n"
        "folder = Path(sys.argv[1])\nrefuse_from_now_on(folder)\n"
        f"for wanted in {list(REFUSED)!r}:\n"
        "    try:\n        eval(wanted)\n        print(True)\n"
        "    except PermissionError as error:\n"
        "        print(not str(error).startswith('the printing'))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "own")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.stdout.split() == [str(allowed) for allowed in REFUSED.values()], done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"script.py", "own"}


# --- documents ----------------------------------------------------------------------------


def test_a_document_without_end_is_a_finding_and_a_quick_one(tmp_path: Path) -> None:
    text = "Text here.\n\n" * 40_000
    before = time.monotonic()
    done = shadowkit(
        *("build", dossier(tmp_path / "d", text), "-f", "pdf"), home=tmp_path, seconds=SECONDS
    )
    assert done.code == 1
    assert "SK605" in done.said and "40,000 paragraphs" in done.said
    assert "divide it into several submissions" in done.said
    assert time.monotonic() - before < 45


def test_a_note_without_end_is_a_finding(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", "Text.\n\nText.^[" + "one two three. " * 500 + "]\n")
    done = shadowkit("build", folder, "-f", "pdf", home=tmp_path, seconds=SECONDS)
    assert done.code == 1
    assert "content/10.md:3:6: error SK606" in done.said
    assert not list(folder.rglob("*.pdf"))


def test_text_wider_than_its_column_is_a_finding(tmp_path: Path) -> None:
    table = "|" + "abc|" * 60 + "\n|" + "-|" * 60 + "\n|" + "xyz|" * 60 + "\n"
    folder = dossier(tmp_path / "d", table)
    done = shadowkit("build", folder, "-f", "pdf", home=tmp_path, seconds=SECONDS)
    assert done.code == 1
    assert "content/10.md:1:1: error SK603" in done.said
    assert "wider than its column" in done.said


CHARACTERS = (
    "A first paragraph that has nothing, and goes\non with *one \u1200 of* them and &#x1201; by "
    "its number.[@report-a]\n\nA second \u1200 here.^[Words \u1202 in a note.] \ue000\n\n"
    "| a | b |\n|---|---|\n| x | y \u2603 |\n\n- one\n- \U0001f600\n"
)


def test_a_character_without_a_letter_is_found_where_it_stands(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path / "d",
        CHARACTERS,
        settings="title: A test \u2601\nsubmissions:\n  report: {layout: layout.yaml}\n",
        sources=SOURCES,
    )
    done = shadowkit("build", folder, "-f", "pdf", home=tmp_path, seconds=SECONDS)
    assert done.code == 1
    said = [line.split(" error SK604") for line in done.said.splitlines() if "SK604" in line]
    found = {place.rstrip(":"): words.split("U+")[1].split()[0] for place, words in said}
    lines = CHARACTERS.split("\n")
    at = [(2, "\u1200"), (4, "\u1200"), (4, "\u1202"), (4, "\ue000"), (8, "\u2603")]
    expected = {
        f"content/10.md:{row}:{lines[row - 1].index(char) + 1}": f"{ord(char):04X}"
        for row, char in (*at, (11, "\U0001f600"))
    }
    assert found == {
        **expected,
        f"content/10.md:2:{lines[1].index('&') + 1}": "1201",
        "shadowkit.yaml:1:15": "2601",
        f"sources.yaml:1:{SOURCES.index(chr(0x1203)) + 1}": "1203",
    }


def test_fonts_that_are_missing_are_named(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", "Text \u513f\u7ae5 here.\n")
    hidden = shadowkit(
        *("build", folder, "-f", "pdf"), home=tmp_path, seconds=SECONDS, HOSTILE_FONTS="chinese"
    )
    assert hidden.code == 1
    assert "content/10.md:1:6: error SK604" in hidden.said
    assert "fonts-noto-cjk" in hidden.said
    none = shadowkit(
        *("build", folder, "-f", "pdf"), home=tmp_path, seconds=SECONDS, HOSTILE_FONTS="packages"
    )
    assert none.code == 2
    assert "SK601" in none.said and "pip install fontpkg-hidden" in none.said


def test_a_photograph_stands_upright_everywhere(tmp_path: Path) -> None:
    """Red is above, in all three files, and none says how the camera was held."""
    folder = dossier(
        tmp_path / "d",
        "::: {.figure source=report-a}\n![Two lines](photo.jpg)\n:::\n",
        sources=SOURCES.replace("\u1203", "B"),
    )
    (folder / "photo.jpg").write_bytes(pictures.lying_on_its_side())
    done = shadowkit("build", folder, "-f", "pdf,docx,html", home=tmp_path, seconds=SECONDS)
    assert done.code == 0, done.said
    files = {path.suffix: path for path in folder.rglob("report.*")}
    for file in files.values():
        assert list(harm(file)) == []
    with ZipFile(files[".docx"]) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        shown = [Pillow.open(io.BytesIO(archive.read(name)))]
    page = files[".html"].read_text(encoding="utf-8")
    (data,) = re.findall('data:image/jpeg;base64,([^"]+)', page)
    shown.append(Pillow.open(io.BytesIO(base64.b64decode(data))))
    with pikepdf.open(files[".pdf"]) as pdf:
        (image,) = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        shown.append(pikepdf.PdfImage(image).as_pil_image())
    for picture in shown:
        assert picture.size == (40, 80)
        red, white = (picture.convert("RGB").getpixel((20, height)) for height in (5, 60))
        assert red[0] > 150 and red[1] < 60
        assert min(white) > 240
