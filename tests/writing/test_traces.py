"""The proof that a produced Word file is clean: each kind of trace, put into one, is found."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from PIL import Image as Pillow
from test_docx_documents import PLAIN, arabic, endnotes, one
from test_docx_template import house

from dossiers import SOURCES, dossier, shadowkit
from samples import document, t
from shadowkit.building import build
from shadowkit.diagnostics import Severity
from shadowkit.model.document import Figure, Image, Paragraph
from shadowkit.model.inline import Link
from shadowkit.pipeline import rules, run
from shadowkit.writing import docx
from shadowkit.writing.traces import findings, traces

DATED = replace(document(), date="2017-10-05")
MAIN = "word/document.xml"


def packed(parts: dict[str, bytes], **entry: object) -> bytes:
    """A container as the writer makes it, of these parts in this order; `entry` spoils it."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            for key, value in entry.items():
                setattr(info, key, value)
            archive.writestr(info, data, compresslevel=6)
            info.create_system = info.external_attr = 0
            for key, value in entry.items():
                setattr(info, key, value)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def clean() -> dict[str, bytes]:
    return unpacked(docx.write(DATED, PLAIN))


def found(parts: dict[str, bytes], date: str = DATED.date) -> list[str]:
    order = ("[Content_Types].xml", "_rels/.rels", *sorted(parts))
    return list(traces(packed({name: parts[name] for name in order}), date))


def test_what_the_writer_makes_is_clean() -> None:
    for source in (document(), DATED, endnotes(), arabic(), replace(document(), date="2017-10")):
        for draft in (False, True):
            assert list(traces(docx.write(source, PLAIN, draft=draft), source.date)) == []


@pytest.mark.parametrize(
    "part, old, new, words",
    [
        ("docProps/core.xml", b"<dc:lang", b"<dc:creator>A</dc:creator><dc:lang", "says creator"),
        (
            "docProps/core.xml",
            b"<dc:lang",
            b"<cp:lastModifiedBy>A</cp:lastModifiedBy><dc:lang",
            "says lastModifiedBy",
        ),
        (
            "docProps/core.xml",
            b"<dc:lang",
            b"<dc:description>python-docx</dc:description><dc:lang",
            "says description",
        ),
        ("docProps/core.xml", b"2017-10-05T00", b"2017-10-06T00", "date that is not"),
        ("docProps/core.xml", b"T00:00:00Z", b"T09:31:07Z", "date that is not"),
        (
            "docProps/core.xml",
            b"<dc:lang",
            b'<cp:lastPrinted xsi:type="x">2017-10-05T00:00:00Z</cp:lastPrinted><dc:lang',
            "says lastPrinted",
        ),
        ("docProps/app.xml", b"<Doc", b"<Company>A</Company><Doc", "says Company"),
        ("docProps/app.xml", b"<Doc", b"<Manager>A</Manager><Doc", "says Manager"),
        ("docProps/app.xml", b"<Doc", b"<Template>A.dotx</Template><Doc", "says Template"),
        ("docProps/app.xml", b"<Doc", b"<HyperlinkBase>A</HyperlinkBase><Doc", "HyperlinkBase"),
        (MAIN, b"<w:p>", b'<w:p w:rsidR="00A1B2C3">', "rsid"),
        (MAIN, b"<w:p>", b'<w:p w14:paraId="1"\nw:rsidRDefault="00A1B2C3">', "rsid"),
        ("word/settings.xml", b"<w:zoom", b'<w:rsids><w:rsid w:val="1"/></w:rsids><w:zoom', "rsid"),
        ("word/styles.xml", b"<w:style ", b'<w:rsid w:val="1"/><w:style ', "rsid"),
        (
            "word/settings.xml",
            b"<w:zoom",
            b'<w:attachedTemplate r:id="a"/><w:zoom',
            "name of a template",
        ),
        ("word/settings.xml", b"<w:zoom", b"<w:mailMerge><w:query/></w:mailMerge><w:zoom", "merge"),
        ("word/settings.xml", b"<w:zoom", b'<w15:docId w15:val="{1}"/><w:zoom', "gave the file"),
        ("word/settings.xml", b"<w:zoom", b"<w:docVars/><w:zoom", "variables"),
        ("word/settings.xml", b"<w:zoom", b'<w:attachedSchema w:val="a"/><w:zoom', "schema"),
        ("word/settings.xml", b"<w:zoom", b'<w:saveThroughXslt r:id="a"/><w:zoom', "style sheet"),
        (MAIN, b"<w:sectPr>", b'<w:sectPr><w:printerSettings r:id="a"/>', "printer"),
        (MAIN, b"<w:p>", b'<w:p><w:ins w:id="1" w:author="A"/>', "an author"),
        (MAIN, b"<w:p>", b'<w:p><w:ins w:id="1" w:date="2017-10-05T09:31:07Z"/>', "of a change"),
        (MAIN, b"<w:p>", b'<w:p><w:x w:initials="A"/>', "initials"),
        (MAIN, b"<w:p>", b'<w:p><w15:presenceInfo w15:userId="A"/>', "user's name"),
        (MAIN, b"<w:p>", b"<!-- Office of A --><w:p>", "comment in its XML"),
        (MAIN, b"<w:p>", b'<w:p><w:fldSimple w:instr="AUTHOR"/>', "does not make"),
        (MAIN, b"> REF ", b"> FILENAME \\p ", "field FILENAME"),
        (MAIN, b"> REF ", b'> INCLUDEPICTURE "C:\\\\a.png" ', "field INCLUDEPICTURE"),
        ("word/footer.xml", b"> PAGE ", b"> USERNAME ", "field USERNAME"),
        ("word/theme.xml", b' name="', b' name="/srv/office/', "absolute path"),
        ("word/theme.xml", b' name="', b' name="D:\\Office\\', "absolute path"),
        ("word/theme.xml", b' name="', b' name="\\\\server\\', "absolute path"),
        ("word/theme.xml", b' name="', b' name="file:///', "absolute path"),
        (
            "word/_rels/document.xml.rels",
            b'Target="styles.xml"',
            b'Target="file:///C:/a.dotx" TargetMode="External"',
            "leads to file:///C:/a.dotx",
        ),
        (
            "word/_rels/document.xml.rels",
            b'Target="styles.xml"',
            b'Target="https://example.org/a.dotx" TargetMode="External"',
            "leads to https://example.org/a.dotx",
        ),
        ("word/_rels/document.xml.rels", b'"styles.xml"', b'"../styles.xml"', "leads to .."),
        ("word/_rels/document.xml.rels", b'"styles.xml"', b'"/srv/a.xml"', "leads to /srv"),
        ("word/_rels/document.xml.rels", b'"styles.xml"', b'"C:\\a.xml"', "leads to C:"),
    ],
)
def test_each_trace_is_found(
    clean: dict[str, bytes], part: str, old: bytes, new: bytes, words: str
) -> None:
    assert old in clean[part]
    spoilt = {**clean, part: clean[part].replace(old, new, 1)}
    first = found(spoilt)[0]
    assert words in first
    assert part in first


@pytest.mark.parametrize(
    "name",
    [
        "docProps/thumbnail.jpeg",
        "docProps/custom.xml",
        "word/comments.xml",
        "word/people.xml",
        "word/printerSettings/printerSettings1.bin",
        "word/glossary/document.xml",
        "word/_rels/settings.xml.rels",
        "word/media/house.png",
        "customXml/item1.xml",
    ],
)
def test_parts_that_the_writer_does_not_make_are_found(clean: dict[str, bytes], name: str) -> None:
    assert f"there is a part {name}" in found({**clean, name: b"<a/>"})


def test_a_container_that_knows_its_machine_is_found(clean: dict[str, bytes]) -> None:
    names = ("[Content_Types].xml", "_rels/.rels", *sorted(clean))
    parts = {name: clean[name] for name in names}
    whole = packed(parts)
    assert list(traces(whole, DATED.date)) == []
    for entry in (
        {"date_time": (2017, 10, 5, 9, 31, 6)},
        {"create_system": 3},
        {"external_attr": 0o644 << 16},
    ):
        assert list(traces(packed(parts, **entry), DATED.date)) == [
            "its container says when or where it was made"
        ]
    more = "its container holds more than its parts"
    assert list(traces(packed(parts, comment=b"A"), DATED.date)) == [more]
    extra = b"UT\x05\0\x03\0\0\0\0"
    assert list(traces(packed(parts, extra=extra), DATED.date)) == [more]
    assert list(traces(b"a user's machine" + whole, DATED.date)) == [more]
    turned = dict(reversed(parts.items()))
    assert list(traces(packed(turned), DATED.date)) == ["its parts are not in their order"]


def test_what_is_no_container_is_found() -> None:
    (one,) = traces(docx.write(DATED, PLAIN)[:-30], DATED.date)
    assert "cannot be read again" in one


def test_what_the_author_wrote_is_no_trace() -> None:
    odd = (
        'She saved "D:\\Office\\office" and "/srv/office" as file:///srv; author="A" '
        'w:rsidR="1" <!-- x --> <w:rsids/> FILENAME w:date="2" docVar mailMerge'
    )
    alts = ('D:\\Office "/srv/a"', "/srv/a", "file:///srv", "\\\\server\\a", 'x author="A"')
    figures = (
        Figure(Image(_png(), "image/png", 1, 1), alt, f"ska{n}", 1.0) for n, alt in enumerate(alts)
    )
    source = replace(
        one(
            Paragraph(t(odd), "", None),
            Paragraph((Link("https://example.org/srv/a?author=b&x=C:\\", t("a")),), "", None),
            *figures,
        ),
        title=odd,
        short_title=odd,
        subject=odd,
    )
    data = docx.write(source, PLAIN)
    assert list(traces(data, source.date)) == []


# --- pictures -------------------------------------------------------------------------


def _chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def _png(extra: bytes = b"", behind: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + extra + pixels + _chunk(b"IEND", b"") + behind


def _jpeg(segment: bytes = b"", behind: bytes = b"") -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", (4, 4)).save(file, "JPEG")
    plain = file.getvalue()
    return plain[:20] + segment + plain[20:] + behind


def _segment(code: int, data: bytes = b"Example") -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(data) + 2) + data


@pytest.mark.parametrize(
    "picture, words",
    [
        *(
            (_png(_chunk(kind, b"Example")), f"of the kind {kind.decode()}")
            for kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt")
        ),
        (_png(behind=b"Example"), "something behind"),
        (_png()[:-6], "cannot be read"),
        (_png()[:-12], "cannot be read"),
        *((_jpeg(_segment(0xE0 + n)), f"of the kind APP{n}") for n in range(16)),
        (_jpeg(_segment(0xFE)), "of the kind COM"),
        (_jpeg(b"\xff" + _segment(0xFE)), "of the kind COM"),
        (_jpeg(behind=b"Example"), "something behind"),
        (_jpeg(b"Example"), "cannot be read"),
        (_jpeg()[:30], "cannot be read"),
    ],
)
def test_what_tells_of_a_pictures_making_is_found(picture: bytes, words: str) -> None:
    kind = "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
    source = one(Figure(Image(picture, kind, 1, 1), "A picture", "skaaa", 1.0))  # type: ignore[arg-type]
    left = list(traces(docx.write(source, PLAIN), source.date))
    assert any(words in one for one in left), left


def test_clean_pictures_are_clean() -> None:
    for picture, kind in ((_png(), "image/png"), (_jpeg(), "image/jpeg")):
        source = one(Figure(Image(picture, kind, 1, 1), "A picture", "skaaa", 1.0))  # type: ignore[arg-type]
        assert list(traces(docx.write(source, PLAIN), source.date)) == []


# --- building -------------------------------------------------------------------------


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    """A dossier with a photograph and a house style that tell whose they are."""
    exif = Pillow.Exif()
    exif[0x010F] = "Example camera"
    file = io.BytesIO()
    Pillow.new("RGB", (40, 30), "navy").save(file, "JPEG", exif=exif, comment=b"Example office")
    return dossier(
        tmp_path / "dossier",
        "::: {.figure #blue source=report-a}\n![A blue field](p.jpg)\n:::\n",
        settings="title: A test\nword_template: house.docx\nsubmissions:\n"
        "  report: {layout: layout.yaml, date: 2017-10-05}\n",
        sources=SOURCES,
        p_jpg=file.getvalue() + b"Example film",
        house_docx=_with_rsids(house()),
    )


def _with_rsids(data: bytes) -> bytes:
    parts = unpacked(data)
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = styles.replace(b"<w:name ", b'<w:rsid w:val="1"/><w:name ')
    return packed(parts)


def test_a_photograph_and_a_template_come_out_clean(telling: Path) -> None:
    done = shadowkit("build", telling, "-f", "docx")
    assert done.code == 0, done.err
    data = (telling / "build" / "report" / "report.docx").read_bytes()
    assert list(traces(data, "2017-10-05")) == []
    everything = b"".join(unpacked(data).values())
    assert b"media/image1.jpeg" in everything
    assert b"Georgia" in everything
    for secret in (
        b"Example camera",
        b"Example off",
        b"Example film",
        b"Somebody",
        b"machine",
        b"rsid",
    ):
        assert secret not in everything


def test_a_file_that_is_not_clean_does_not_take_the_place_of_the_old_one(tmp_path: Path) -> None:
    outcome = run(dossier(tmp_path / "dossier"))
    target = tmp_path / "out"
    (first,) = build(outcome, ("docx", "html"), target, draft=False, renderer=None)
    assert first.findings == ()
    old = (target / "report" / "report.docx").read_bytes()

    # As if reading had let through what a camera wrote into a picture.
    (resolved,) = outcome.submissions
    photograph = Image(_png(_chunk(b"tEXt", b"Example")), "image/png", 1, 1)
    leaking = one(Figure(photograph, "A picture", "skaaa", 1.0))
    outcome.submissions = [replace(resolved, document=leaking)]
    (second,) = build(outcome, ("docx", "html"), target, draft=False, renderer=None)
    assert second.failed == ("docx",)
    (finding,) = second.findings
    assert (finding.code, finding.severity) == ("SK609", Severity.ERROR)
    assert finding.message == (
        "report.docx is not clean: word/media/image1.png holds a picture's data of the kind tEXt"
    )
    assert (target / "report" / "report.docx").read_bytes() == old
    assert b"<figure" in (target / "report" / "report.html").read_bytes()


def test_a_trace_that_is_in_many_places_is_one_finding(clean: dict[str, bytes]) -> None:
    spoilt = {**clean, MAIN: clean[MAIN].replace(b"> REF ", b"> AUTHOR ")}
    order = ("[Content_Types].xml", "_rels/.rels", *sorted(spoilt))
    data = packed({name: spoilt[name] for name in order})
    messages = [finding.message for finding in findings("a.docx", data, DATED.date)]
    assert len(messages) == len(set(messages))


def test_the_rule_is_explained() -> None:
    assert "SK609" in rules()
    assert "read again" in shadowkit("explain", "SK609").out
