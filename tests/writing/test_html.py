"""The HTML file: complete, self-contained, well linked."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest
from test_pdf_documents import (
    document,
    long_document,
    mark,
    note,
    numbered,
    section,
    words_of,
)

import samples
from shadowkit.model.document import Block, Document, Heading, Paragraph, Wordings, anchor
from shadowkit.model.inline import Emphasis, Link, Reference, Span, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.addresses import safe_href
from shadowkit.writing.html import write
from shadowkit.writing.html.body import Body
from shadowkit.writing.html.inlines import JOINER, direction_of
from shadowkit.writing.html.styles import css_string

LOOK = shipped_look("plain")


def page(made: Document, *, draft: bool = False) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(write(made, LOOK, draft=draft).decode("utf-8"))


def one_paragraph(*content: object) -> Document:
    return document([section("One", numbered(1, content))])  # type: ignore[arg-type]


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- the file ---------------------------------------------------------------------------


def test_is_one_file_with_nothing_from_outside() -> None:
    text = write(samples.document(), LOOK).decode("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(script|link|iframe|object|embed|base)\b", text)
    assert not re.search(r"url\(|@import|@font-face", text)
    sources = re.findall(r"\bsrc=\S{0,30}", text)
    assert sources and all(source.startswith('src="data:image/png;base64,') for source in sources)
    assert "/*" not in text


def test_same_bytes_for_the_same_document() -> None:
    assert write(samples.document(), LOOK) == write(samples.document(), LOOK)


def test_language_and_direction() -> None:
    tree = page(replace(samples.document(), language="ar", direction="rtl"))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    english = page(samples.document())
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    russian, arabic = english.xpath("//main//span[@lang]")
    assert (russian.get("lang"), russian.get("dir")) == ("ru", None)
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")


def test_language_of_a_block() -> None:
    block = Block(anchor("b"), (Paragraph((Text("نص"),), anchor("b"), 1),), language="ar")
    found = page(document([section("One", block)])).get_element_by_id(anchor("b"))
    assert (found.get("lang"), found.get("dir")) == ("ar", "rtl")


def test_draft_has_a_banner_and_a_final_text_has_none() -> None:
    (banner,) = page(samples.document(), draft=True).xpath("//body/aside[@class='draft']")
    assert (banner.text_content(), banner.get("aria-label")) == ("Draft", "Draft")
    assert not page(samples.document()).xpath("//*[@class='draft']")


# --- structure --------------------------------------------------------------------------


def test_ids_are_unique_and_links_lead_to_them() -> None:
    for made in (samples.document(), long_document()):
        tree = page(made)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        targets = {href[1:] for href in tree.xpath("//@href") if href.startswith("#")}
        assert targets <= set(ids)
        assert {block.anchor for block in made.blocks()} <= set(ids)


def test_headings_are_one_h1_and_no_level_is_left_out() -> None:
    levels = [int(h.tag[1]) for h in page(samples.document()).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_are_few_and_have_names_where_two_are_alike() -> None:
    tree = page(samples.document(), draft=True)
    marks = tree.xpath("/html/body/*")
    assert [mark.tag for mark in marks] == ["a", "aside", "header", "main", "section"]
    assert tree.get_element_by_id(marks[-1].get("aria-labelledby")).text == "Notes"
    # A section with a name would be one of them; chapters are found by their headings.
    assert not tree.xpath("//main//section[@aria-label or @aria-labelledby]")
    assert all(section[0].tag in ("h2", "h3", "h4") for section in tree.xpath("//main//section"))


def test_first_link_leads_to_the_text() -> None:
    tree = page(replace(samples.document(), language="fr"))
    first = tree.xpath("//a")[0]
    assert (first.get("class"), first.text) == ("skip", samples.document().wordings.skip)
    assert tree.get_element_by_id(first.get("href")[1:]).tag == "main"


def test_document_without_a_cover_begins_with_its_title() -> None:
    tree = page(replace(samples.document(), cover=()))
    assert tree.xpath("//h1/text()") == [samples.document().title]


def test_numbers_are_text() -> None:
    made = Heading(1, (Text("Scope"),), anchor("scope"), "2")
    numbered_section = replace(section("x", numbered(14, [Text("Words.")])), heading=made)
    tree = page(document([numbered_section]))
    assert tree.xpath("//h2")[0].text_content() == "2 Scope"
    (paragraph,) = tree.xpath("//p[contains(@class, 'numbered')]")
    assert paragraph.text_content() == "14. Words."
    # Its address can be copied from its number.
    assert paragraph.xpath("span[@class='no']/a/@href") == ["#" + paragraph.get("id")]
    text = write(document([numbered_section]), LOOK).decode("utf-8")
    counters = set(re.findall(r"counter\w*\([^)]*\)", text))
    assert counters <= {"counter(page)", "counter(pages)", "counter(attr(data-at)"}


def test_text_is_the_text_of_the_document() -> None:
    for made in (samples.document(), long_document(12)):
        tree = page(made)
        extras = "//sup[@class='mark']|//span[@class='no']|//*[@role='doc-backlink']"
        for extra in tree.xpath(extras):
            extra.drop_tree()
        named = (
            "self::p or self::li or self::caption or self::th or self::td or self::dt or self::dd"
        )
        outermost = f"//main//*[{named}][not(ancestor::li or ancestor::dd)]|//ol[@class='notes']/li"
        words = "".join("".join(part.itertext()) for part in tree.xpath(outermost)).split()
        assert "".join(words) == "".join(words_of(made))


# --- notes ------------------------------------------------------------------------------


def test_notes_and_marks_lead_to_one_another() -> None:
    made = samples.document()
    tree = page(made)
    notes = tree.xpath("//section[@role='doc-endnotes']/ol/li")
    marks = tree.xpath("//a[@role='doc-noteref']")
    assert [n.get("id") for n in notes] == [n.anchor for n in made.notes]
    assert [m.get("href")[1:] for m in marks] == [n.anchor for n in made.notes]
    for item, reference in zip(notes, marks, strict=True):
        close, back = item.xpath(".//a[@class='close' or @role='doc-backlink']")
        # Closed, a note has its reader at the place before its mark, which is in it.
        place = tree.get_element_by_id(close.get("href")[1:])
        assert place.getparent() is reference.getparent()
        assert (close.get("aria-label"), close.text) == (made.wordings.close, None)
        assert back.get("aria-label") == made.wordings.back
        assert tree.get_element_by_id(back.get("href")[1:]) is reference.getparent()


def test_a_comma_stands_between_two_marks_only() -> None:
    text = write(
        one_paragraph(
            Text("a"),
            mark(1),
            Span((Text(""),), anchor("s")),
            mark(2),
            Text("b"),
            mark(3),
        ),
        LOOK,
    ).decode("utf-8")
    assert re.sub(r"<[^>]+>", "", text.split("</h2>")[1]).strip() == "1. a1,2b3"


def test_a_note_marked_twice_is_printed_once() -> None:
    made = document(
        [section("One", numbered(1, [Text("a"), mark(1), Text("b"), mark(1)]))], [note(1, "Note.")]
    )
    tree = page(made)
    assert len(tree.xpath("//ol[@class='notes']/li")) == 1
    assert len(tree.xpath("//a[@role='doc-noteref']")) == 2
    printed = Body(made, printed=True).main()
    assert printed.count("Note.") == 1


def test_a_note_that_nothing_marks_is_printed_all_the_same() -> None:
    made = document([section("One", numbered(1, [Text("a")]))], [note(1, "Forgotten.")])
    (item,) = page(made).xpath("//ol[@class='notes']/li")
    assert item.text_content() == "Forgotten."
    body = Body(made, printed=True)
    assert "Forgotten." in body.main() + body.endnotes()


# --- inlines ----------------------------------------------------------------------------


def test_references_are_links_and_unresolved_ones_are_marked() -> None:
    tree = page(
        one_paragraph(
            Reference(anchor("block-1"), "1", "paragraph"),
            Reference("", "@para:nothing", "paragraph"),
            Reference(anchor("elsewhere"), "7", "paragraph"),
        )
    )
    assert [a.text for a in tree.xpath("//a[@class='ref']")] == ["1"]
    assert tree.xpath("//mark/text()") == ["@para:nothing", "7"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://example.org/a b",
        'https://example.org/"x',
        "//example.org",
        "#place",
        "",
    ],
)
def test_other_schemes_print_their_text_only(href: str) -> None:
    assert safe_href(href) == ""
    tree = page(one_paragraph(Link(href, (Text("the text"),))))
    assert not tree.xpath("//main//a[not(parent::span[@class='no'])]")
    assert "the text" in tree.text_content()


def test_links_out() -> None:
    assert safe_href("https://example.org/a?b=1&c=2") == "https://example.org/a?b=1&c=2"
    assert safe_href("mailto:a@example.org") == "mailto:a@example.org"
    tree = page(samples.document())
    assert "https://example.org/a?b=1&c=2" in tree.xpath("//main//a/@href")


def test_no_link_within_a_link() -> None:
    inner = (
        Text("see "),
        Reference(anchor("block-1"), "1", "paragraph"),
        Link("https://example.org/2", (Text("two"),)),
        mark(1),
    )
    made = replace(
        one_paragraph(Emphasis("bold", (Link("https://example.org/1", inner),))),
        notes=(note(1, "N."),),
    )
    for text in (write(made, LOOK).decode("utf-8"), Body(made, printed=True).main()):
        depth = 0
        for tag in re.findall(r"<(/?)a\b", text):
            depth += -1 if tag else 1
            assert depth in (0, 1)


def test_text_is_escaped_everywhere() -> None:
    evil = "</style><script>&\"'"
    made = replace(
        samples.document(),
        title=evil,
        short_title=evil,
        subject=evil,
        wordings=Wordings(evil, evil, evil, evil, evil, evil),
    )
    text = write(made, LOOK, draft=True).decode("utf-8")
    assert "<script" not in text
    assert text.count("</style>") == 1
    assert css_string("Page • ٢") == '"Page • ٢"'
    assert css_string('a"\\</style>\n').strip('"') == "a\\22 \\5c \\3c \\2f style\\3e \\a "


def test_directions() -> None:
    assert direction_of("ar") == direction_of("fa-AF") == direction_of("ku-Arab") == "rtl"
    assert direction_of("ru") == direction_of("ks-Latn") == direction_of("") == "ltr"


# --- two flavours -----------------------------------------------------------------------


def test_print_flavour_has_the_text_of_the_screen() -> None:
    for made in (samples.document(), long_document(20)):
        screen = lxml.html.fromstring(Body(made).main())
        printed = lxml.html.fromstring(Body(made, printed=True).main())
        notes = printed.xpath("//span[contains(concat(' ', @class, ' '), ' fn ')]")
        assert len({n.get("id") or n.get("data-of") for n in notes}) == len(made.notes)
        for element in notes:
            element.drop_tree()
        assert printed.text_content().replace(JOINER, "") == screen.text_content()
        own = "//*[not(self::main or @class='place')]/@id"
        assert printed.xpath(own) == screen.xpath(own)


def test_end_notes_are_a_list_in_print_too() -> None:
    made = replace(samples.document(), note_placement="end")
    body = Body(made, printed=True)
    main, notes = body.main(), body.endnotes()
    assert "fn" not in lxml.html.fromstring(main).xpath("//span/@class")
    assert len(lxml.html.fromstring(notes).xpath("//ol[@class='notes']/li")) == len(made.notes)
