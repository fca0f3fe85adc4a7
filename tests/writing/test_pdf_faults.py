"""Whatever goes wrong with the PDF is a finding, at its place, with a way out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_pdf_documents import Words, document, long_document, mark, note, numbered, section

import samples
from shadowkit.diagnostics import Severity
from shadowkit.location import NOWHERE
from shadowkit.model.document import anchor
from shadowkit.model.inline import Emphasis, Reference, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html.pages import one_line
from shadowkit.writing.pdf import RULES, PdfRenderer, PdfResult, faults, fonts
from shadowkit.writing.pdf.page import PrintJob
from shadowkit.writing.pdf.places import findings_of

LOOK = shipped_look("plain")


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


def codes(result: PdfResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_rules_say_what_why_and_how() -> None:
    assert [rule.code for rule in RULES] == [f"SK60{n}" for n in range(1, 7)]
    for rule in RULES:
        assert rule.severity is Severity.ERROR
        assert 3 <= len([line for line in rule.doc.splitlines() if line.strip()]) <= 9


# --- characters -------------------------------------------------------------------------


def test_missing_glyph_is_named_at_its_place(renderer: PdfRenderer) -> None:
    made = document(
        [
            section(
                "One",
                numbered(1, [Text("Plain.")]),
                numbered(2, [Emphasis("bold", (Text("An \u1200 here."),)), mark(1)]),
            )
        ],
        [note(1, "An arrow \u2192.", line=30)],
    )
    result = renderer.render(made, LOOK)
    assert codes(result) == ["SK604", "SK604"]
    first, second = result.findings
    assert first.location.line == 2
    assert "“\u1200” U+1200 ETHIOPIC SYLLABLE HA" in first.message
    assert second.location.line == 30
    assert "U+2192 RIGHTWARDS ARROW" in second.message
    assert result.data


def test_private_and_control_characters_are_named(renderer: PdfRenderer) -> None:
    made = document([section("One", numbered(1, [Text("a\ue000b\x01c")]))])
    messages = [finding.message for finding in renderer.render(made, LOOK).findings]
    assert any("U+E000" in message for message in messages)
    assert any("U+0001" in message for message in messages)


def test_characters_that_are_never_drawn_are_no_fault(renderer: PdfRenderer) -> None:
    text = (
        "soft\u00adhyphen zero\u200bwidth joi\u200dner left\u200eright\u200f a\u00a0b\u2009c\u202fd"
    )
    made = document([section("One", numbered(1, [Text(text)]))])
    assert renderer.render(made, LOOK).findings == ()


def test_greek_vietnamese_and_arabic_have_letters(renderer: PdfRenderer) -> None:
    text = "Ελληνικά Tiếng Việt Українська العربية – ½ № € §"
    made = document([section("One", numbered(1, [Text(text)]))])
    assert renderer.render(made, LOOK).findings == ()


def test_chinese_is_printed_or_its_fonts_are_named(renderer: PdfRenderer) -> None:
    made = document([section("One", numbered(1, [Text("儿童权利委员会。")]))])
    result = renderer.render(made, LOOK)
    if fonts.chinese_files():
        assert result.findings == ()
    else:
        assert set(codes(result)) == {"SK604"}
        assert all("fonts-noto-cjk" in finding.hint for finding in result.findings)


# --- the account ------------------------------------------------------------------------


def test_reference_that_leads_nowhere_is_a_finding(renderer: PdfRenderer) -> None:
    content = [Text("See para. "), Reference(anchor("not printed"), "7", "paragraph")]
    made = document([section("One", numbered(3, content))])
    result = renderer.render(made, LOOK)
    assert codes(result) == ["SK603"]
    assert result.findings[0].location.line == 3
    assert "“7”" in result.findings[0].message


def ask(renderer: PdfRenderer, body: str, css: str = "", expected: tuple[str, ...] = ()) -> Any:
    """Send mark-up that our own writer would never make."""
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    about = {"title": "T", "subject": "", "language": "en", "date": ""}
    css = 'html { font-family: "PT Serif" } @footnote { padding-bottom: .1pt }' + css
    job = PrintJob(html.encode(), css.encode(), "", expected, about, ())
    report, _ = renderer._ask(job)
    return report


def test_account_sees_what_is_missing_lost_or_outside(renderer: PdfRenderer) -> None:
    report = ask(renderer, '<p id="a">A</p>', expected=("a", "b"))
    assert report["faults"] == [["missing", "b", 0]]
    report = ask(renderer, '<p id="a">Seen <span style="display: none">unseen</span></p>')
    assert report["faults"] == [["text", "a", 1]]
    report = ask(renderer, "<p>On a cover <span>lost</span></p>", "span { display: none }")
    assert report["faults"] == [["text", "", 1]]
    report = ask(renderer, '<p id="a">Far below</p>', "p { position: absolute; top: 1500px }")
    assert report["faults"] == [["outside", "a", 1]]
    float_note = ".fn { float: footnote; max-height: 40px }"
    body = f'<p id="m"><sup id="nr">1</sup><span class="fn" id="n">{"word " * 2000}</span></p>'
    report = ask(renderer, body, float_note)
    assert ["outside", "n", 1] in report["faults"]


def test_account_is_told_in_the_authors_places() -> None:
    made = samples.document()
    made = replace(
        made, notes=tuple(replace(n, location=note(n.number, "").location) for n in made.notes)
    )
    third = made.notes[2].anchor
    report = {
        "status": "printed",
        "warnings": ["something odd"],
        "missing": [],
        "faults": [["missing", third, 0], ["page", third, 4], ["text", "skunknown", 2]],
    }
    odd, missing, page, unknown = findings_of(made, report)
    assert odd.code == "SK602" and "something odd" in odd.message
    assert missing.message == "note 3 is not on any page of the PDF"
    assert missing.location.line == page.location.line == 3
    assert "page 4" in page.message
    assert unknown.location == NOWHERE


def test_nothing_is_fetched(renderer: PdfRenderer, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    addresses = [
        picture.as_uri(),
        "https://example.invalid/x.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    ]
    for address in addresses:
        report = ask(renderer, f'<p>Text</p><img alt="x" src="{address}">')
        assert any("nothing is fetched" in message for message in report["warnings"]), address
    report = ask(renderer, "<p>Text</p>", "@import url(https://example.invalid/x.css);")
    assert report["warnings"]


# --- the process ------------------------------------------------------------------------


def test_time_limit() -> None:
    with PdfRenderer(time_limit=0.01) as renderer:
        result = renderer.render(samples.document(), LOOK)
    assert (result.data, codes(result)) == (b"", ["SK605"])
    assert "longer than 0.01 seconds" in result.findings[0].message


def test_memory_limit() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux holds a process to its address space")
    with PdfRenderer(memory_limit=100_000_000) as renderer:
        result = renderer.render(long_document(30), LOOK)
    assert (result.data, codes(result)) == (b"", ["SK605"])
    assert "memory" in result.findings[0].message


def test_killed_process_is_a_finding_and_the_next_document_is_printed() -> None:
    with PdfRenderer() as renderer:
        assert renderer.render(samples.document(), LOOK).findings == ()
        process = renderer._process
        assert process is not None
        threading.Timer(0.2, process.kill).start()
        make = Words(1)
        big = document([section("Big", *(numbered(n, [Text(make.text(300))]) for n in range(60)))])
        result = renderer.render(big, LOOK)
        assert (result.data, codes(result)) == (b"", ["SK605"])
        assert renderer.render(samples.document(), LOOK).findings == ()


def test_process_ended_while_it_waited_is_replaced() -> None:
    with PdfRenderer() as renderer:
        assert renderer._process is not None
        renderer._process.kill()
        renderer._process.wait()
        assert renderer.render(samples.document(), LOOK).findings == ()


def test_interrupt_ends_the_process() -> None:
    if sys.platform == "win32":
        pytest.skip("Ctrl-C is sent as on Unix")
    with PdfRenderer() as renderer:
        process = renderer._process
        assert process is not None
        renderer.render(samples.document(), LOOK)  # the process is ready
        printed = renderer.begin(long_document(paragraphs=400), LOOK)
        sender = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        sender.start()
        with pytest.raises(KeyboardInterrupt):
            printed()
        assert process.poll() is not None


def test_no_process_is_left_when_the_program_is_killed(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("processes are looked up as on Unix")
    script = (
        "from shadowkit.writing.pdf import PdfRenderer\n"
        "import time\n"
        "print(PdfRenderer()._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not Path(f"/proc/{child}/stat").exists() or _is_zombie(child):
            return
        time.sleep(0.1)
    pytest.fail("the printing process outlived the program")


def _is_zombie(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


STUB = """
import sys
print("\\n-----\\nthis would spoil a frame\\n-----\\n")
sys.stdout.flush()
raise OSError("cannot load library 'libpango-1.0-0': no such file\\nmore lines")
"""


def test_missing_library_is_named_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(STUB)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path.rstrip(os.pathsep))
    with PdfRenderer() as renderer:
        result = renderer.render(samples.document(), LOOK)
    assert (result.data, codes(result)) == (b"", ["SK601"])
    (finding,) = result.findings
    assert "libpango-1.0-0" in finding.message
    assert "more lines" not in finding.message
    assert faults.library_command() in finding.hint


def test_other_version_of_the_engine_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint

    from shadowkit.writing.pdf import weasy_tags

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(weasy_tags.WrongEngineError, match=r"71\.0"):
        weasy_tags.install()
    monkeypatch.undo()
    monkeypatch.delattr(weasyprint.pdf, "add_tags")
    with pytest.raises(weasy_tags.WrongEngineError, match="add_tags"):
        weasy_tags.install()


def test_missing_font_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("fontpkg_no_such",))
    with PdfRenderer() as renderer:
        result = renderer.render(samples.document(), LOOK)
    assert codes(result) == ["SK601"]
    assert "pip install fontpkg-no-such" in result.findings[0].hint


@pytest.mark.parametrize(
    ("platform", "release", "word"),
    [
        ("linux", "ID=debian\n", "apt-get"),
        ("linux", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt-get"),
        ("linux", "ID=fedora\n", "dnf"),
        ("linux", "ID=alpine\n", "apk"),
        ("linux", "", "apt-get"),
        ("darwin", "", "brew install pango"),
        ("win32", "", "pacman"),
    ],
)
def test_command_for_each_system(platform: str, release: str, word: str) -> None:
    assert word in faults.library_command(platform, release)


def test_one_line() -> None:
    assert one_line("Short", 50) == "Short"
    cut = one_line("A title of many words that goes on and on", 10)
    assert cut.endswith("…") and len(cut) < 25 and not cut.endswith(" …")
