"""What was written comes back from the Word file: all of it, once, with its ids and marks."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from test_docx_documents import DOCUMENTS, PLAIN
from test_docx_reading import Read, W

from cases import GOLDEN, TESTS, laid_out, names
from examples import resolved, submissions, word
from samples import document as sample
from shadowkit.building import look_of
from shadowkit.model.document import Document, anchor
from shadowkit.model.look import Look
from shadowkit.pipeline import run
from shadowkit.writing.docx import write
from wordexpected import Expected
from wordreader import WordReader
from wordshapes import Line, Words

KINDS = "kinds"
MAIN, NOTES = "word/document.xml", "word/footnotes.xml"


def differences(found: object, expected: object, where: str = "") -> Iterator[str]:
    """The innermost places where two readings differ, for a message one can read."""
    if found == expected:
        return
    if is_dataclass(found) and type(found) is type(expected):
        for one in fields(found):
            if one.compare:
                pair = getattr(found, one.name), getattr(expected, one.name)
                yield from differences(*pair, f"{where}.{one.name}")
    elif isinstance(found, tuple) and isinstance(expected, tuple) and len(found) == len(expected):
        for place, pair in enumerate(zip(found, expected, strict=True)):
            yield from differences(*pair, f"{where}[{place}]")
    else:
        yield f"{where}: {found!r}, expected {expected!r}"


def plain(text: object) -> str:
    """The words of a reading or of a part of it."""
    if isinstance(text, tuple):
        return "".join(map(plain, text))
    if is_dataclass(text) and not isinstance(text, type):
        own = getattr(text, "text", "")
        return own or "".join(plain(getattr(text, one.name)) for one in fields(text))
    return ""


def letters(text: object) -> Iterator[tuple[str, str]]:
    """Every letter of a reading, in order, with its language."""
    if isinstance(text, Words):
        yield from zip(filter(str.isalpha, text.text), text.languages, strict=True)
    elif isinstance(text, tuple):
        for one in text:
            yield from letters(one)
    elif is_dataclass(text) and not isinstance(text, type):
        for one in fields(text):
            yield from letters(getattr(text, one.name))


def compare(data: bytes, document: Document, look: Look) -> WordReader:
    """The file holds the document, word for word, each letter in its language."""
    reader = WordReader(data)
    found = reader.text()
    expected = Expected(document, reader.bold, tuple(look.lists.bullets)).text()
    assert list(differences(found, expected)) == []
    pages = [entry.page for entry in found.contents if entry.target]
    assert pages == sorted(pages) and 0 not in pages
    for (letter, language), (_, wanted) in zip(letters(found), letters(expected), strict=True):
        assert not wanted or language.startswith(wanted), (letter, language, wanted)
    return reader


def results(reader: WordReader) -> None:
    """Every field holds what Word will put there when it updates it."""
    for target, field, text in reader.pointers:
        if field == "SEQ":
            continue
        assert text == reader.bookmarked[target].get(field, text), (field, target)
        assert field in (*reader.bookmarked[target], "REF link"), field


@pytest.mark.parametrize(("example", "name"), submissions())
def test_a_submission_comes_back_from_its_word_file(example: str, name: str) -> None:
    one = resolved(example, name)
    reader = compare(word(example, name), one.document, look_of(one))
    results(reader)


@pytest.mark.parametrize(("example", "name"), submissions())
def test_what_has_an_id_is_found_by_it(example: str, name: str) -> None:
    document = resolved(example, name).document
    reader = WordReader(word(example, name))
    text = reader.text()
    tagged = {part.tag: plain(part.shapes) for part in text.parts}
    assert len([part for part in text.parts if part.tag]) == len(set(tagged) - {""})
    for evidence in document.evidence:
        if evidence.id:
            at = anchor(evidence.id)
            found = tagged.get(at) or reader.bookmarked[at]["REF \\h"]
            assert evidence.text[:4].strip() in found, evidence.id


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_comes_back_from_its_word_file(name: str) -> None:
    make, draft = DOCUMENTS[name]
    document = make()
    results(compare(write(document, PLAIN, draft=draft), document, PLAIN))


@pytest.mark.parametrize("name", [*names(GOLDEN), KINDS])
def test_what_the_format_has_comes_back_from_its_word_file(name: str, tmp_path: Path) -> None:
    folder = TESTS / name if name == KINDS else laid_out(GOLDEN / name, tmp_path)
    for one in run(folder).submissions:
        look = look_of(one)
        results(compare(write(one.document, look, one.template), one.document, look))


# --- what a coalition does to a file --------------------------------------------------


def revised(xml: str) -> str:
    """Every run in something that Word or a reviewer puts around runs, and beside it a word
    that was deleted."""
    by = 'w:id="9%d" w:author="A reviewer"'
    frames = itertools.cycle(
        (
            (f"<w:ins {by % 1}>", "</w:ins>"),
            ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            (f"<w:moveTo {by % 2}>", "</w:moveTo>"),
            ('<w:smartTag w:element="place">', "</w:smartTag>"),
            ("<w:sdt><w:sdtContent><w:ins><w:sdt><w:sdtContent>",
             "</w:sdtContent></w:sdt></w:ins></w:sdtContent></w:sdt>"),
        )
    )  # fmt: skip
    gone = (
        f"<w:del {by % 3}><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        f"<w:moveFrom {by % 4}><w:r><w:t>moved away</w:t></w:r></w:moveFrom>"
    )

    def around(match: re.Match[str]) -> str:
        before, after = next(frames)
        return f"{before}{match[0]}{after}{gone}"

    return re.sub(r"<w:r>.*?</w:r>", around, xml)


def edited(data: bytes, edit: Callable[[str], str], *parts: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, blob in Read(data).blobs.items():
            if name in parts:
                blob = edit(blob.decode("utf-8")).encode("utf-8")
            archive.writestr(name, blob)
    return out.getvalue()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_inserted_counts_once_and_what_was_deleted_not(name: str) -> None:
    make, draft = DOCUMENTS[name]
    document = make()
    data = edited(write(document, PLAIN, draft=draft), revised, MAIN, NOTES, "word/endnotes.xml")
    assert Read(data).text(MAIN).count("moved away") > 3
    compare(data, document, PLAIN)


def wrapped(xml: str) -> str:
    """Every row, cell and paragraph in a content control without a tag."""
    tree = etree.fromstring(xml.encode("utf-8"))
    for node in list(tree.iter(W + "tr", W + "tc", W + "p")):
        parent = node.getparent()
        assert parent is not None
        control = etree.Element(W + "sdt")
        parent.replace(node, control)
        etree.SubElement(control, W + "sdtContent").append(node)
    return etree.tostring(tree, encoding="unicode")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_controls_are_looked_through_at_every_level(name: str) -> None:
    make, draft = DOCUMENTS[name]
    document = make()
    data = edited(write(document, PLAIN, draft=draft), wrapped, MAIN, NOTES, "word/endnotes.xml")
    assert Read(data).text(MAIN).count("<w:sdt>") > 5 or not document.sections
    compare(data, document, PLAIN)


def test_an_inserted_word_and_paragraph_are_read() -> None:
    new = (
        "<w:ins><w:r><w:t>really </w:t></w:r></w:ins></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/><w:rPr><w:ins/></w:rPr></w:pPr>'
        "<w:ins><w:r><w:t>A paragraph of a reviewer.</w:t></w:r></w:ins></w:p>"
    )
    at = "The fourth paragraph."
    data = edited(write(sample(), PLAIN), lambda xml: put_behind(xml, at, new), MAIN)
    found = [shape for part in WordReader(data).text().parts for shape in part.shapes]
    numbered = {line.number: plain(line) for line in found if isinstance(line, Line)}
    assert numbered["4."] == f"{at}really "
    assert numbered["5."] == "A paragraph of a reviewer."
    assert numbered["6."].startswith("The figures stand in tables")


def put_behind(xml: str, words: str, new: str) -> str:
    """`new` in the place of the end of the paragraph that ends with `words`."""
    start = xml.index("</w:p>", xml.index(words))
    return xml[:start] + new + xml[start + len("</w:p>") :]


# --- that the reading can fail --------------------------------------------------------

LOSSES: dict[str, tuple[str, str, str]] = {
    "a run in an item": (MAIN, r"<w:r><w:t[^>]*>Possession is no offence\.</w:t></w:r>", ""),
    "a note twice": (
        NOTES,
        r'(?s)(<w:footnote w:id="2">)(.*?)</w:footnote>',
        r"\1\2\2</w:footnote>",
    ),
    "emphasis in a cell": (
        MAIN,
        r'<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>(?=<w:t[^>]*> e<)',
        "",
    ),
    "the target of a reference": (MAIN, r"( REF _)sk\w+( \\r)", rf"\1{anchor('one')}\2"),
    "the address of a link": ("word/_rels/document.xml.rels", "b=1&amp;c=2", "b=1&amp;c=3"),
    "the language of a run": (MAIN, '<w:lang w:val="ru-RU"/>', ""),
    "a column heading": (MAIN, '"TableColumnHeading"', '"TableText"'),
    "the order of a list": (
        "word/numbering.xml",
        '<w:startOverride w:val="1"/>',
        '<w:startOverride w:val="2"/>',
    ),
    "the depth of an item": (MAIN, '"ListBulletinParagraph2"', '"ListBulletinParagraph"'),
    "the tag of a block": (MAIN, rf'<w:tag w:val="{anchor("rec")}"/>', ""),
    "the words for a picture": (MAIN, 'descr="[^"]*"', 'descr="A field"'),
    "a line break": (MAIN, "<w:br/>", ""),
    "words twice": (MAIN, r"(<w:r><w:t[^>]*>nested item</w:t></w:r>)", r"\1\1"),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_seen(name: str) -> None:
    part, old, new = LOSSES[name]
    good = write(sample(), PLAIN)
    data = edited(good, lambda xml: re.sub(old, new, xml, count=1), part)
    assert Read(data).text(part) != Read(good).text(part)
    with pytest.raises(AssertionError):
        compare(data, sample(), PLAIN)
