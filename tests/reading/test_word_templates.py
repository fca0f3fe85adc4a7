"""Word files as templates: what is read, and what is refused with which words."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from dossiers import dossier, places
from housestyles import DEFAULTS, W, colour, relations, style, word_file
from shadowkit.location import Location
from shadowkit.model.template import WordTemplate
from shadowkit.pipeline import run
from shadowkit.reading.collector import Collector
from shadowkit.reading.word_package import MOST_IN_A_PART
from shadowkit.reading.word_template import MOST_BYTES, TemplateReader

PLACE = Location("shadowkit.yaml", 2, 16)
GREEN = style("heading 1", run=colour("1F7A3D"))


def read(
    folder: Path, data: bytes | None, name: str = "house.docx"
) -> tuple[WordTemplate | None, list[str]]:
    """The template, and what is said about it: message and hint."""
    if data is not None:
        (folder / "house.docx").write_bytes(data)
    collector = Collector()
    found = TemplateReader(folder).read(name, PLACE, collector)
    for finding in collector.findings:
        assert (finding.code, finding.location) == ("SK031", PLACE)
        assert finding.hint
    return found, [finding.message for finding in collector.findings]


def heading(template: WordTemplate | None) -> str:
    assert template is not None
    return template.styles["paragraph", "heading 1"].run["color"]["val"]


def entities(count: int) -> str:
    """Entities of entities: a few lines that are gigabytes when written out."""
    lines = ['<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count)]
    return f"<!DOCTYPE w:styles [{''.join(lines)}]>"


def repacked(data: bytes, compression: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def said_to_be_encrypted(data: bytes) -> bytes:
    """The file with the mark of a password on each of its parts."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(signature)
        while place >= 0:
            changed[place + offset] |= 1
            place = changed.find(signature, place + 4)
    return bytes(changed)


def broken_in_the_middle(data: bytes) -> bytes:
    place = data.index(b"word/styles.xml") + 40
    return data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]


STYLES = f'<w:styles xmlns:w="{W}">{DEFAULTS}{GREEN}</w:styles>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

BAD = {
    "nothing": (b"", "is not a Word file"),
    "a text": (b"House style: Georgia\n", "is not a Word file"),
    "a PDF": (b"%PDF-1.7\n", "is not a Word file"),
    "an old Word file": (OLD, "is in the format of old versions of Word (.doc)"),
    "a file with a password": (
        OLD + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password",
    ),
    "a ZIP file with a password": (
        said_to_be_encrypted(word_file(GREEN)),
        "is protected by a password",
    ),
    "half a file": (word_file(GREEN)[:700], "is damaged"),
    "a file with wrong bytes": (broken_in_the_middle(word_file(GREEN)), "is damaged"),
    "a ZIP file of something else": (
        word_file(parts={"_rels/.rels": None}),
        "is not a Word file",
    ),
    "a table calculation": (
        word_file(parts={"word/document.xml": "<workbook/>"}),
        "is not a Word file",
    ),
    "the strict format": (
        word_file(
            parts={
                "word/document.xml": "<w:document "
                'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
            }
        ),
        "is a Strict Open XML Document",
    ),
    "broken XML": (
        word_file(parts={"word/styles.xml": STYLES[:-20]}),
        "is damaged: a part of it is not XML",
    ),
    "styles left out": (word_file(parts={"word/styles.xml": None}), "has no styles"),
    "styles not named": (
        word_file(parts={"word/_rels/document.xml.rels": relations(theme="theme.xml")}),
        "has no styles",
    ),
    "no style among the styles": (word_file(normal=""), "has no styles"),
    "entities": (
        word_file(parts={"word/styles.xml": entities(10) + STYLES}),
        "has a document type in it, as no Word file does",
    ),
    "entities in UTF-16": (
        word_file(parts={"word/styles.xml": (entities(10) + STYLES).encode("utf-16")}),
        "has a document type in it, as no Word file does",
    ),
    "an entity that is a file": (
        word_file(
            parts={
                "word/document.xml": '<!DOCTYPE w:document [<!ENTITY x SYSTEM "/etc/passwd">]>'
                f'<w:document xmlns:w="{W}">&x;</w:document>'
            }
        ),
        "has a document type in it, as no Word file does",
    ),
    "a bomb": (
        word_file(parts={"word/styles.xml": STYLES + " " * (20 * MOST_IN_A_PART)}),
        "holds more than 20 MB once unpacked",
    ),
    "elements in elements": (
        word_file(parts={"word/styles.xml": "<a>" * 100_000}),
        "is damaged: a part of it is not XML",
    ),
    "another packing": (
        repacked(word_file(GREEN), zipfile.ZIP_LZMA),
        "is packed in a way that Word does not use",
    ),
    "too large": (b"PK" + bytes(MOST_BYTES), "is larger than 20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_used_is_one_finding_that_says_why(name: str, tmp_path: Path) -> None:
    data, message = BAD[name]
    began = time.monotonic()
    assert read(tmp_path, data) == (None, [f"`house.docx` {message}"])
    assert time.monotonic() - began < 5


GOOD = {
    "a document": word_file(GREEN),
    "a template": word_file(GREEN, template=True),
    "a file without a theme": word_file(GREEN, parts={"word/theme.xml": None}),
    "a file with macros": word_file(GREEN, parts={"word/vbaProject.bin": OLD}),
    "parts that are not packed": repacked(word_file(GREEN), zipfile.ZIP_STORED),
    "styles in UTF-16": word_file(
        parts={
            "word/styles.xml": f'<?xml version="1.0" encoding="UTF-16"?>{STYLES}'.encode("utf-16")
        }
    ),
    "parts of other names": word_file(
        parts={
            "_rels/.rels": relations(officeDocument="/a/b/main.xml"),
            "a/b/main.xml": f'<w:document xmlns:w="{W}"/>',
            "a/b/_rels/main.xml.rels": relations(styles="../looks.xml"),
            "a/looks.xml": STYLES,
            "word/document.xml": None,
            "word/styles.xml": None,
        }
    ),
    "a document type in the words": word_file(
        GREEN,
        parts={
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:t>&lt;!DOCTYPE></w:t></w:document>'
        },
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_can_be_used_is_read_without_a_word(name: str, tmp_path: Path) -> None:
    template, said = read(tmp_path, GOOD[name])
    assert said == []
    assert heading(template) == "1F7A3D"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("house.docx", "is not there"),
        ("", "is not there"),
        ("content", "is not there"),
        ("../house.docx", "lies outside the dossier"),
        ("/etc/hostname", "lies outside the dossier"),
        ("link.docx", "lies outside the dossier"),
        ("circle.docx", "is not there"),
        ("a\0b.docx", "is not there"),
        ("pipe.docx", "is not there"),
        ("x" * 10_000, "is not there"),
    ],
)
def test_a_name_that_leads_to_no_file_of_the_dossier(
    name: str, message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "dossier"
    (folder / "content").mkdir(parents=True)
    (tmp_path / "house.docx").write_bytes(word_file(GREEN))
    try:
        (folder / "link.docx").symlink_to(tmp_path / "house.docx")
        (folder / "circle.docx").symlink_to("circle.docx")
        os.mkfifo(folder / "pipe.docx")
    except (OSError, AttributeError):
        pytest.skip("this system has no links or no FIFOs")
    assert read(folder, None, name) == (None, [f"`{name[:80]}` {message}"])


def test_a_link_within_the_dossier_is_followed(tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(word_file(GREEN))
    try:
        (tmp_path / "house.docx").symlink_to("other.docx")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert heading(read(tmp_path, None)[0]) == "1F7A3D"


def test_the_finding_stands_where_the_settings_name_the_file(tmp_path: Path) -> None:
    settings = """\
    title: A test
    word_template: house.docx
    submissions:
      one: {layout: layout.yaml}
      two: {layout: layout.yaml, word_template: none.docx}
    """
    folder = dossier(tmp_path, settings=settings, house_docx=word_file(GREEN))
    assert places(run(folder)) == ["shadowkit.yaml:5:45 SK031"]
    (folder / "house.docx").write_bytes(OLD)
    assert places(run(folder)) == ["shadowkit.yaml:2:16 SK031", "shadowkit.yaml:5:45 SK031"]


def test_styles_based_on_each_other_in_a_circle_are_read(tmp_path: Path) -> None:
    first = style("heading 1", id="a", based_on="b", run=colour("1F7A3D"))
    second = style("heading 2", id="b", based_on="a", run="<w:b/>")
    template, said = read(tmp_path, word_file(first, second))
    assert said == []
    assert heading(template) == "1F7A3D"
    assert template is not None
    assert template.styles["paragraph", "heading 1"].run["b"] == {"val": "1"}


def test_a_style_based_on_nothing_has_the_defaults_of_the_file(tmp_path: Path) -> None:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        '<w:rPr><w:rFonts w:ascii="Optima"/></w:rPr></w:style>'
    )
    alone = style("Quote", based_on="", run="<w:i/>")
    template, _ = read(tmp_path, word_file(alone, style("Title"), normal=normal))
    assert template is not None
    assert template.styles["paragraph", "quote"].run["rFonts"]["ascii"] == "Georgia"
    assert "rFonts" not in template.styles["paragraph", "title"].run


@pytest.mark.parametrize(
    "run",
    [
        '<w:sz w:val="ten"/>',
        '<w:sz w:val="1e9"/>',
        '<w:sz w:val="99999999999999999999"/>',
        "<w:sz/>",
        '<w:color w:val="green"/>',
        '<w:color w:themeColor="nowhere"/>',
        '<w:u w:val="rainbow"/>',
        '<w:shd w:fill="light"/>',
        f'<w:rFonts w:ascii="{"x" * 500}"/>',
        '<w:spacing w:val="-1000000"/>',
    ],
)
def test_a_value_that_word_does_not_know_counts_as_not_said(run: str, tmp_path: Path) -> None:
    template, said = read(tmp_path, word_file(style("heading 1", run=run)))
    assert said == []
    assert template is not None
    assert template.styles["paragraph", "heading 1"].run == {}
