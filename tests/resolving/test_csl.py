"""Other styles, styles that cannot be used, and what is given to the citation processor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shadowkit import resources
from shadowkit.model.inline import Emphasis, Link, Text, plain
from shadowkit.reading.catalogue import labels
from shadowkit.resolving.citations import Citations, StyleError

STYLE = resources.path("style", "citations.csl")
SMITH = {
    "type": "book",
    "title": "the title As Registered",
    "author": [{"family": "Smith", "given": "Jane Mary"}],
    "issued": {"date-parts": [[2017]]},
    "URL": "https://e.org/a",
}


def style(body: str, *, kind: str = "note", extra: str = "") -> str:
    return (
        f'<?xml version="1.0"?><!-- a comment --><?pi x?><style '
        f'xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">'
        f"<info><title>T</title></info>{extra}<citation>{body}</citation></style>"
    )


NOTE = style(
    """
  <sort><key variable="title"/></sort>
  <layout suffix=".">
    <choose>
      <if position="ibid-with-locator"><text term="ibid"/><text variable="locator"/></if>
      <else-if position="near-note subsequent" match="any">
        <text term="ibid" suffix=" "/>
        <names variable="author"><name form="short"/></names>
      </else-if>
      <else-if disambiguate="true"><text value="WRONG"/></else-if>
      <else>
        <names variable="author"><name initialize-with=". "/></names>
        <text variable="title" text-case="title" prefix=" &lt;" suffix="&gt;" font-weight="bold"/>
      </else>
    </choose>
    <group prefix=" @ " delimiter=" ">
      <label variable="locator" form="short"/><text variable="locator"/>
    </group>
  </layout>"""
)
BIBLIOGRAPHY = """<bibliography><layout suffix=".">
  <text variable="citation-number" suffix="] "/>
  <names variable="author"/><text variable="title" prefix=". "/><text variable="URL" prefix=". "/>
</layout></bibliography>"""
AUTHOR_DATE = """<layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
  <names variable="author"><name form="short"/></names>
  <date variable="issued"><date-part name="year"/></date>
  <text variable="locator"/>
</group></layout>"""
NUMBERED = '<layout prefix="[" suffix="]"><text variable="citation-number"/></layout>'


def printed(csl: str, folder: Path, source: object = SMITH, locator: str = "") -> tuple[str, str]:
    """The first and the later note."""
    path = folder / "own.csl"
    path.write_text(csl, encoding="utf-8")
    citations = Citations({"it": source}, path, labels("en"))  # type: ignore[dict-item]
    first = plain(citations.format("it", later=False, locator=locator))
    return first, plain(citations.format("it", later=True, locator=locator))


def test_a_note_style(tmp_path: Path) -> None:
    """Locators unlabelled, titles as registered, never "ibid.", no question mistaken."""
    first, later = printed(NOTE, tmp_path, locator="para. 14")
    assert first == "J. M. Smith <the title As Registered> @ para. 14"
    assert later == "Smith @ para. 14"
    citations = Citations({"it": SMITH}, tmp_path / "own.csl", labels("en"))
    assert Emphasis("bold", (Text("the title As Registered"),)) in citations.format(
        "it", later=False
    )


def test_a_style_that_tells_no_positions(tmp_path: Path) -> None:
    csl = style('<layout suffix="."><text variable="title"/></layout>')
    assert printed(csl, tmp_path) == (("the title As Registered",) * 2)
    # It has no place for locators; they are not lost.
    assert printed(csl, tmp_path, locator="p. 3")[0] == "the title As Registered, p. 3"


def test_an_author_date_style_identifies_the_source_once(tmp_path: Path) -> None:
    csl = style(AUTHOR_DATE, kind="in-text").replace("</style>", BIBLIOGRAPHY + "</style>")
    first, later = printed(csl, tmp_path, locator="p. 3")
    assert first == "Jane Mary Smith. the title As Registered. https://e.org/a, p. 3"
    assert later == "(Smith, 2017, p. 3)"
    assert printed(style(AUTHOR_DATE, kind="in-text"), tmp_path)[0] == "(Smith, 2017)"


def test_a_numbered_style_says_more_than_a_number(tmp_path: Path) -> None:
    csl = style(NUMBERED, kind="in-text").replace("</style>", BIBLIOGRAPHY + "</style>")
    full = "Jane Mary Smith. the title As Registered. https://e.org/a"
    assert printed(csl, tmp_path) == (full, full)


@pytest.mark.parametrize(
    ("csl", "message"),
    [
        ("", "broken"),
        ("<style", "broken"),
        ("not xml at all", "broken"),
        ("<html/>", "not a CSL 1.0 style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" version="0.8"/>', "not a CSL 1.0 style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>', "how to cite"),
        (style('<layout><text macro="none"/></layout>'), "cannot be used"),
        (style("<layout><nonsense/></layout>"), "cannot be used"),
        (
            style(
                '<layout><text macro="m"/></layout>',
                extra='<macro name="m"><text macro="m"/></macro>',
            ),
            "cannot be used",
        ),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><link '
            'rel="independent-parent" href="https://example.org/styles/apa"/></info></style>',
            "use the file of https://example.org/styles/apa",
        ),
        ('<?xml version="1.0" encoding="odd"?><style/>', "broken"),
        (style("<layout>&undefined;</layout>"), "broken"),
    ],
)
def test_styles_that_cannot_be_used(csl: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StyleError, match=message) as caught:
        printed(csl, tmp_path)
    assert "own.csl" in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_a_style_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csl", tmp_path):
        with pytest.raises(StyleError, match="cannot be read"):
            Citations({"it": SMITH}, path, labels("en"))


def test_a_source_that_the_processor_fails_at_is_not_lost(tmp_path: Path) -> None:
    """citeproc-py fails at a number form it does not know; the sample source has no volume."""
    path = tmp_path / "own.csl"
    path.write_text(style('<layout><number variable="volume" form="odd"/></layout>'), "utf-8")
    citations = Citations({"it": {**SMITH, "volume": 3}, "plain": SMITH}, path, labels("en"))
    assert (
        plain(citations.format("it", later=False, locator="p. 3"))
        == "Jane Mary Smith, the title As Registered, p. 3, https://e.org/a"
    )
    assert citations.failed == {"it"}
    assert plain(citations.format("plain", later=False)).startswith("Jane Mary Smith, the title")


def test_what_sources_may_hold(tmp_path: Path) -> None:
    """Fields of the wrong shape neither stop a citation nor get printed."""
    odd = {
        "type": "unheard-of",
        "title": "Title",
        "author": ["A plain name", {"given": "Only"}, {"family": ""}, None],
        "editor": {"family": "Sole"},
        "issued": {"date-parts": [[2017, 13, 40]]},
        "accessed": None,
        "URL": "ftp://e.org",
        "volume": True,
        "page": ["1"],
        "categories": ["x"],
        "custom": {"a": 1},
        "status": "incomplete",
        "abstract": "long",
    }
    assert plain(Citations({"it": odd}, STYLE, labels("en")).format("it", later=False)) == (
        "A plain name and Only, Title (2017), available at ftp://e.org"
    )


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2017, 10, 2], [2017, 10, 5]]}, "2–5 October 2017"),
        ({"date-parts": [[2016], [2017]]}, "2016–2017"),
        ({"date-parts": [[2017, 3], [2017, 5, 6]]}, "March–May 2017"),
        ({"date-parts": [[2017], [2017, 5]]}, "2017"),
        ({"date-parts": [[2017]], "season": 1}, "Spring 2017"),
        ({"date-parts": [["2017", "5"]]}, "May 2017"),
        ({"literal": "no later than May"}, "no later than May"),
        ({"raw": "May?"}, "May?"),
        ({"date-parts": []}, ""),
        ({"date-parts": [[0]]}, ""),
    ],
)
def test_dates(date: dict[str, object], text: str) -> None:
    page = {"type": "webpage", "title": "T", "issued": date}
    inlines = Citations({"it": page}, STYLE, labels("en")).format("it", later=False)
    assert plain(inlines) == ", ".join(filter(None, ("T", text)))


def test_the_tags_of_the_data_model_are_read() -> None:
    title = 'On <i>Homo</i> <span class="nocase">sapiens</span> 2<sup>nd</sup> ed. <b>x'
    page = {"type": "webpage", "title": title.removesuffix(" <b>x")}
    assert Citations({"it": page}, STYLE, labels("en")).format("it", later=False) == (
        Text("On "),
        Emphasis("italic", (Text("Homo"),)),
        Text(" sapiens 2"),
        Emphasis("superscript", (Text("nd"),)),
        Text(" ed."),
    )
    page["title"] = title
    assert Citations({"it": page}, STYLE, labels("en")).format("it", later=False) == (Text(title),)


def test_links() -> None:
    page = {
        "type": "webpage",
        "title": "T",
        "URL": "https://e.org/a_(b).",
        "note": "(see http://x.y/z.)",
    }
    assert Citations({"it": page}, STYLE, labels("en")).format("it", later=False) == (
        Text("T, available at "),
        Link("https://e.org/a_(b).", (Text("https://e.org/a_(b)."),)),
        Text(" (see "),
        Link("http://x.y/z", (Text("http://x.y/z"),)),
        Text(".)"),
    )


def test_the_processor_is_loaded_only_for_sources() -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from shadowkit.resolving.citations import Citations;"
        "Citations({}, Path('none'), 'en');"
        "assert not {'citeproc', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "text",
    [
        "A & B < C > D \"quoted\" 'single' it's 100%",
        "“Curly” ‘single’ don’t—«ёлочки» „low“",
        "SARS--CoV_2 {braces} \\latex ~tilde ^caret `tick` $x$ #1 @at *star*",
        "&amp; &lt;b&gt; <b>unclosed <nonsense> </i>",
        "О противодействии торговле людьми: пункт 5 (а)",
        "اتفاقية حقوق الطفل",
        "儿童权利公约，第三条。",
        "WHO: the NGO perspective on the iPhone, a title in lower case",
        "Two  ,, marks .. and ... ?! () [x] 3-5 p. 3.",
        "private \ue000\ue001\ue010 \U000f0000 \U000f0001 characters",
        "non\u00a0breaking\u202fspaces and a soft\u00adhyphen",
    ],
)
def test_the_characters_of_the_author_are_kept(text: str) -> None:
    for kind in ("book", "article-journal", "treaty", "webpage", "legal_case", "made-up"):
        source = {
            "type": kind,
            "title": text,
            "author": [{"literal": "L " + text}, {"family": "F " + text, "given": "G " + text}],
            "container-title": "C " + text,
            "publisher": "P " + text,
            "number": "N " + text,
            "issued": {"literal": "D " + text},
            "note": "E " + text,
        }
        printed = plain(Citations({"it": source}, STYLE, labels("en")).format("it", later=False))
        for prefix in ("", "L ", "F ", "G ", "E ", "N ", "D "):
            assert prefix + text in printed, kind


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\r\n<"), min_size=1).filter(
        # After a comma of the author's the style's own is dropped.
        lambda title: title.strip() and not title.rstrip(" \t").endswith(",")
    ),
    st.text(st.characters(exclude_characters="\r\n"), min_size=1),
)
def test_any_title_and_locator(title: str, locator: str) -> None:
    citations = Citations({"it": {"title": title}}, STYLE, labels("en"))
    printed = plain(citations.format("it", later=False, locator=locator))
    assert printed == title.strip(" \t") + ", " + locator
