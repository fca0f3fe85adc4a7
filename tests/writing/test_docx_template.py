"""The Word writer in the house style of a user's own Word file."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from openxml_audit import OpenXmlValidator
from PIL import Image
from test_docx_documents import PLAIN, arabic, chapters, endnotes, one
from test_docx_reading import Element, Read, W, child, value
from test_docx_shaped import shaped

from docx_lint import lint
from dossiers import dossier, shadowkit
from housestyles import A4, colour, style, word_file
from libreoffice import require, to_pdf
from samples import document, t
from shadowkit.location import NOWHERE
from shadowkit.model.document import Document, Heading, Paragraph
from shadowkit.model.inline import Emphasis, Text
from shadowkit.model.template import WordTemplate
from shadowkit.reading.collector import Collector
from shadowkit.reading.word_template import TemplateReader
from shadowkit.writing.docx import write

GREEN = "1F7A3D"
HEADING = style(
    "heading 1",
    paragraph='<w:spacing w:before="360" w:after="200"/>',
    run=f'{colour(GREEN)}<w:sz w:val="30"/>',
)


@pytest.fixture
def template(tmp_path: Path) -> Callable[[bytes], WordTemplate]:
    """Reads the bytes of a Word file as a dossier's template."""

    def reader(data: bytes) -> WordTemplate:
        (tmp_path / "house.docx").write_bytes(data)
        collector = Collector()
        found = TemplateReader(tmp_path).read("house.docx", NOWHERE, collector)
        assert found is not None, collector.findings
        return found

    return reader


Template = Callable[[bytes], WordTemplate]


def house(font: str = "Georgia") -> bytes:
    """A house style as an office makes it: with a word processor, from its own blank file."""
    made = docx.Document()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(10.5)
    for level in (1, 2, 3):
        heading = made.styles[f"Heading {level}"]
        heading.font.color.rgb = RGBColor.from_string(GREEN)
        fonts = heading.element.rPr.rFonts
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        heading.font.name = font
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(35)
    made.core_properties.author = "Somebody"
    made.core_properties.comments = "Made on a machine"
    made.add_paragraph("The text of the template", style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def styles(data: bytes) -> dict[str, Element]:
    """The styles of a file by name."""
    root = Read(data).xml("word/styles.xml")
    return {value(child(one, "name")): one for one in root.iter(W + "style")}


def fonts(style: Element) -> str:
    return value(child(style, "rPr", "rFonts"), "ascii")


def ink(style: Element) -> str:
    return value(child(style, "rPr", "color"))


def spaces(style: Element) -> tuple[str, str]:
    node = child(style, "pPr", "spacing")
    return value(node, "before"), value(node, "after")


# --- looks ----------------------------------------------------------------------------


def test_the_styles_of_the_same_names_take_the_looks_of_the_template(template: Template) -> None:
    made = styles(write(document(), PLAIN, template(house())))
    assert (fonts(made["Normal"]), value(child(made["Normal"], "rPr", "sz"))) == ("Georgia", "21")
    for level in (1, 2, 3):
        assert (fonts(made[f"heading {level}"]), ink(made[f"heading {level}"])) == (
            "Georgia",
            GREEN,
        )
    plain = styles(write(document(), PLAIN))
    assert "Georgia" not in {fonts(one) for one in plain.values()}


def test_headings_based_on_each_other_look_as_they_do_in_the_template(template: Template) -> None:
    second = style("heading 2", based_on="heading1", run='<w:i/><w:sz w:val="26"/>')
    third = style("heading 3", based_on="heading2", run=colour("000080"))
    made = styles(write(document(), PLAIN, template(word_file(HEADING, second, third))))
    looks = [
        (ink(one), value(child(one, "rPr", "sz")), child(one, "rPr", "i") is not None)
        for one in (made["heading 1"], made["heading 2"], made["heading 3"])
    ]
    assert looks == [(GREEN, "30", False), (GREEN, "26", True), ("000080", "26", True)]
    levels = [value(child(made[f"heading {level}"], "pPr", "outlineLvl")) for level in (1, 2, 3)]
    assert levels == ["0", "1", "2"]


def test_the_names_count_and_not_the_ids_which_word_translates(template: Template) -> None:
    localized = style("heading 1", id="berschrift1", run=colour(GREEN))
    shouted = style("Heading 2,Zwischentitel", id="berschrift2", run=colour("123456"))
    made = styles(write(document(), PLAIN, template(word_file(localized, shouted))))
    assert (ink(made["heading 1"]), ink(made["heading 2"])) == (GREEN, "123456")
    assert made["heading 1"].get(W + "styleId") == "Heading1"


def test_what_the_template_does_not_say_of_a_heading_is_not_ours_either(
    template: Template,
) -> None:
    (own, dressed) = (
        styles(write(document(), PLAIN))["heading 1"],
        styles(write(document(), PLAIN, template(word_file(HEADING))))["heading 1"],
    )
    assert child(own, "rPr", "b") is not None
    assert child(dressed, "rPr", "b") is None


def test_strong_words_stay_strong_in_a_heading_that_is_not_bold(template: Template) -> None:
    heading = Heading(1, (Text("A "), Emphasis("bold", t("strong")), Text(" word")), "")
    source = one(heading)

    def strong(data: bytes) -> list[str]:
        return [value(node) for node in Read(data).body.iter(W + "rStyle")]

    assert "Strong" not in strong(write(source, PLAIN))
    assert "Strong" in strong(write(source, PLAIN, template(word_file(HEADING))))


def test_fonts_and_colours_of_the_theme_come_out(template: Template) -> None:
    theme = (
        '<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme><a:fontScheme name="x">'
        '<a:majorFont><a:latin typeface="Gill Sans &amp; Co"/><a:ea typeface=""/>'
        '<a:cs typeface=""/><a:font script="Arab" typeface="Arial"/></a:majorFont>'
        '<a:minorFont><a:latin typeface="Optima"/></a:minorFont></a:fontScheme>'
    )
    heading = style(
        "heading 1",
        run='<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" '
        'w:cstheme="majorBidi" w:ascii="Old"/>'
        + colour("000000", ' w:themeColor="accent1" w:themeShade="BF"'),
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
    )
    data = write(document(), PLAIN, template(word_file(heading, theme=theme, defaults=defaults)))
    made = styles(data)["heading 1"]
    assert fonts(made) == "Gill Sans & Co"
    assert value(child(made, "rPr", "rFonts"), "cs") == "Arial"
    shade = ink(made)
    # Word itself makes 365F91 of this; the last digit of a part may differ.
    assert all(abs(int(shade[n : n + 2], 16) - int("365F91"[n : n + 2], 16)) < 2 for n in (0, 2, 4))
    assert 'w:ascii="Optima"' in Read(data).text("word/styles.xml")
    assert '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1>' in Read(data).text("word/theme.xml")


def test_links_and_emphases_take_their_looks_into_combinations(template: Template) -> None:
    link = style(
        "Hyperlink", kind="character", based_on="", run=f'{colour(GREEN)}<w:u w:val="none"/>'
    )
    made = styles(write(document(), PLAIN, template(word_file(link))))
    for name in ("Hyperlink", "Hyperlink Strong"):
        assert (ink(made[name]), value(child(made[name], "rPr", "u"))) == (GREEN, "none")
    assert child(made["Hyperlink Strong"], "rPr", "b") is not None
    assert child(made["Hyperlink Superscript"], "rPr", "vertAlign") is not None
    assert child(made["Strong"], "rPr", "color") is None


def test_marks_of_notes_stay_raised_whatever_the_template_says(template: Template) -> None:
    mark = style("footnote reference", kind="character", based_on="", run=colour(GREEN))
    made = styles(write(document(), PLAIN, template(word_file(mark))))["footnote reference"]
    assert ink(made) == GREEN
    assert value(child(made, "rPr", "vertAlign")) == "superscript"


def test_tables_take_the_lines_of_table_grid(template: Template) -> None:
    line = f'<w:top w:val="double" w:sz="8" w:color="{GREEN}"/>'
    grid = style(
        "Table Grid",
        kind="table",
        based_on="",
        more=f"<w:tblPr><w:tblBorders>{line}</w:tblBorders></w:tblPr>",
    )
    made = styles(write(shaped(), PLAIN, template(word_file(grid))))["Data Table"]
    borders = child(made, "tblPr", "tblBorders")
    assert borders is not None
    assert [(value(one), value(one, "color")) for one in borders] == [("double", GREEN)]
    assert child(made, "tblPr", "tblCellMar") is not None


# --- running text ---------------------------------------------------------------------


def test_running_text_looks_like_normal_where_there_is_no_body_text(template: Template) -> None:
    made = styles(write(document(), PLAIN, template(word_file(HEADING))))
    # The space after each paragraph, moved before the next; that of headings goes with it.
    assert spaces(made["Body Text"]) == ("160", "0")
    assert spaces(made["heading 1"]) == ("360", "40")
    assert value(child(made["Body Text"], "pPr", "spacing"), "line") == "259"


def test_body_text_of_the_template_goes_before_its_normal(template: Template) -> None:
    body = style(
        "Body Text", paragraph='<w:spacing w:before="40" w:after="80"/><w:jc w:val="both"/>'
    )
    made = styles(write(document(), PLAIN, template(word_file(body))))["Body Text"]
    assert spaces(made) == ("120", "0")
    assert value(child(made, "pPr", "jc")) == "both"


def test_paragraphs_that_nothing_parts_keep_our_space(template: Template) -> None:
    bare = "<w:docDefaults/>"
    made = styles(write(document(), PLAIN, template(word_file(defaults=bare))))["Body Text"]
    assert spaces(made) == spaces(styles(write(document(), PLAIN))["Body Text"])
    indent = NORMAL_WITH_FIRST_LINE
    made = styles(write(document(), PLAIN, template(word_file(defaults=bare, normal=indent))))
    assert spaces(made["Body Text"]) == ("0", "0")
    assert value(child(made["Body Text"], "pPr", "ind"), "firstLine") == "340"
    assert child(made["Normal"], "pPr", "ind") is None
    assert value(child(made["Figure"], "pPr", "ind"), "firstLine") == "0"


NORMAL_WITH_FIRST_LINE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:pPr><w:ind w:firstLine="340"/></w:pPr></w:style>'
)


def test_lists_under_paragraphs_look_like_lists(template: Template) -> None:
    bullet = style("List Bullet", paragraph='<w:ind w:left="999"/>', run=colour(GREEN))
    made = styles(write(document(), PLAIN, template(word_file(bullet))))
    for name in ("List Bullet", "List Bullet 3", "List Bullet in Paragraph 2"):
        assert ink(made[name]) == GREEN
        assert child(made[name], "pPr", "ind") is None  # the indents are those of our lists
        assert child(made[name], "pPr", "numPr") is not None
        # Not on Body Text, which the template's List Bullet knows nothing of.
        assert value(child(made[name], "basedOn")) == "Normal"
    assert ink(made["List Number"]) == ""


def test_lists_look_like_list_paragraph_where_the_template_has_no_other(
    template: Template,
) -> None:
    inner = "<w:contextualSpacing/>"
    common = style("List Paragraph", paragraph=inner, run=colour("123456"))
    bullet = style("List Bullet", run=colour(GREEN))
    made = styles(write(document(), PLAIN, template(word_file(common, bullet))))
    assert ink(made["List Bullet 2"]) == GREEN
    for name in ("List Number", "List Number in Paragraph 3"):
        assert ink(made[name]) == "123456"
        assert child(made[name], "pPr", "contextualSpacing") is not None


def test_our_own_file_as_the_template_changes_nothing_that_is_seen(template: Template) -> None:
    own = write(document(), PLAIN)
    before, after = styles(own), styles(write(document(), PLAIN, template(own)))
    for name in ("Body Text", "heading 1", "heading 2", "List Bullet", "footnote text", "Title"):
        for look in (spaces, ink):
            assert look(after[name]) == look(before[name]), name
    again = write(document(), PLAIN, template(write(document(), PLAIN, template(own))))
    assert Read(again).text("word/styles.xml") == Read(
        write(document(), PLAIN, template(own))
    ).text("word/styles.xml")


# --- structure ------------------------------------------------------------------------


def test_text_numbers_and_references_are_the_same_with_and_without(template: Template) -> None:
    bare, dressed = (
        Read(write(chapters(), PLAIN)),
        Read(write(chapters(), PLAIN, template(word_file(HEADING)))),
    )
    assert bare.names == dressed.names
    for name in bare.names:
        if name not in ("word/styles.xml", "word/fontTable.xml", "word/theme.xml"):
            assert bare.blobs[name] == dressed.blobs[name], name


def test_nothing_but_looks_comes_over(template: Template) -> None:
    nasty = style(
        "heading 1",
        paragraph='<w:numPr><w:ilvl w:val="3"/><w:numId w:val="77"/></w:numPr>'
        '<w:pageBreakBefore/><w:outlineLvl w:val="8"/>',
        run='<w:vanish/><w:lang w:val="de-DE"/><w:sz w:val="10.5"/><w:color w:val="red"/>',
        more='<w:rsid w:val="00AB12CD"/>',
    )
    data = write(document(), PLAIN, template(word_file(nasty)))
    made = styles(data)["heading 1"]
    assert value(child(made, "pPr", "outlineLvl")) == "0"
    assert [node.tag for node in made.iter() if "rsid" in str(node.tag)] == []
    for name in ("vanish", "lang", "sz", "color"):
        assert child(made, "rPr", name) is None, name
    assert child(made, "pPr", "pageBreakBefore") is None
    assert "77" not in {value(node) for node in made.iter(W + "numId")}
    everything = b"".join(Read(write(document(), PLAIN, template(house()))).blobs.values())
    for trace in (b"Somebody", b"machine", b"The text of the template", b"python-docx"):
        assert trace not in everything


@pytest.mark.parametrize("source", [document, chapters, arabic, endnotes, shaped])
def test_files_in_a_house_style_are_valid_and_always_the_same(
    source: Callable[[], Document], template: Template, tmp_path: Path
) -> None:
    first, second = (write(source(), PLAIN, template(house())) for _ in range(2))
    assert first == second
    assert lint(first) == []
    path = tmp_path / "made.docx"
    path.write_bytes(first)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_a_document_from_right_to_left_stays_one(template: Template) -> None:
    made = styles(write(arabic(), PLAIN, template(house())))
    assert child(made["Normal"], "pPr", "bidi") is not None
    # The size of Latin letters is that of Arabic ones where the template says no other.
    assert value(child(made["Normal"], "rPr", "szCs")) == "21"


def test_sheet_and_margins_are_the_templates_where_it_has_one_page(template: Template) -> None:
    def left(*sections: str) -> str:
        data = write(document(), PLAIN, template(word_file(sections=sections)))
        [section] = Read(data).body.iter(W + "sectPr")
        return value(child(section, "pgMar"), "left")

    ours = left()
    assert left(A4) == left(A4, A4) == "1985" != ours
    wide = A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    small = A4.replace('w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"')
    bound = A4.replace('w:gutter="0"', 'w:gutter="284"')
    for section in (wide, small, f'{A4}<w:cols w:num="2"/>', A4.replace("1134", "-1134"), bound):
        assert left(section) == ours
    assert left(A4, A4.replace("1701", "1702")) == ours


# --- the whole way --------------------------------------------------------------------

SETTINGS = """\
title: A test
word_template: house.docx
submissions:
  report: {layout: layout.yaml}
  plain: {layout: layout.yaml, word_template: other.docx}
"""


def test_a_submission_can_have_another_template_than_the_dossier(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path,
        settings=SETTINGS,
        house_docx=word_file(),
        other_docx=word_file(style("heading 1", run=colour(GREEN)), template=True),
    )
    assert (shadowkit("build", folder, "-f", "docx,html").code) == 0
    made = {
        name: styles((folder / "build" / name / f"{name}.docx").read_bytes())
        for name in ("report", "plain")
    }
    assert ink(made["report"]["heading 1"]) != GREEN == ink(made["plain"]["heading 1"])


def test_html_is_the_same_with_and_without_a_template(tmp_path: Path) -> None:
    made = []
    for name, line in (("with", "word_template: house.docx\n"), ("without", "")):
        folder = dossier(
            tmp_path / name,
            settings=f"title: A test\n{line}submissions:\n  report: {{layout: layout.yaml}}\n",
            house_docx=house(),
        )
        assert shadowkit("build", folder, "-f", "html").code == 0
        made.append((folder / "build" / "report" / "report.html").read_bytes())
    assert made[0] == made[1]


@pytest.mark.libreoffice
def test_libreoffice_shows_the_fonts_and_colours_of_the_template(
    template: Template, tmp_path: Path
) -> None:
    require("soffice", "pdftoppm", "pdffonts")
    source = one(Heading(1, t("A heading in green"), ""), Paragraph(t("Text of the house.")))
    seen = {}
    for name, found in (("plain", None), ("house", template(house("DejaVu Sans")))):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write(source, PLAIN, found))
        pdf = to_pdf(path, tmp_path)
        listed = subprocess.run(["pdffonts", pdf], capture_output=True, check=True, text=True)
        page_after_cover = ["-f", "2", "-r", "60", "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *page_after_cover, pdf, tmp_path / name], check=True)
        with Image.open(tmp_path / f"{name}.png") as page:
            pixels = [colour for _, colour in page.convert("RGB").getcolors(1_000_000)]
        green = any(g > r + 60 and g > b + 30 for r, g, b in pixels)
        seen[name] = ("DejaVuSans" in listed.stdout, green)
    assert seen == {"plain": (False, False), "house": (True, True)}
