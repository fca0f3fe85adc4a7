"""The faults of reading: SK0xx.  Each stands here once, with the words `explain` prints."""

from __future__ import annotations

from typing import Final

from shadowkit.diagnostics import Rule, Severity, rule

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNREADABLE = rule(
    "SK001",
    "file-unreadable",
    ERROR,
    """
    A file of the dossier cannot be read as text.

    Content, settings and sources are plain text in UTF-8.  A Word or PDF file with a new
    ending, a file saved in an older encoding (Latin-1, Windows-1252), a folder named like
    a file, a file that is too large or that holds control characters cannot be read.

    To mend: open the file in a text editor and save it as plain text, encoding UTF-8.
    For a Word document: copy its text into a new `.md` file.
    """,
)
BROKEN_YAML = rule(
    "SK002",
    "yaml-broken",
    ERROR,
    """
    A YAML or JSON file does not follow the rules of that notation.

    Often a colon without a space after it, a tab used for indenting, a quotation mark that
    is not closed, or lines of one list indented differently.

    To mend: look at the place named, and at the line before it.  Values that hold a colon
    followed by a space, or begin with one of @ ` * & ! % [ {, go in quotation marks.
    """,
)
REPEATED_KEY = rule(
    "SK003",
    "key-repeated",
    ERROR,
    """
    The same key stands twice in one place, so that one of the two values would be lost.

    To mend: remove one, or join the two.
    """,
)
AMBIGUOUS_WORD = rule(
    "SK004",
    "word-ambiguous",
    ERROR,
    """
    A bare word that programs read in different ways: yes, no, on, off (and True, False),
    or digits with colons such as 12:30.

    YAML programs turn these into something else without saying so; NO for Norway is the
    famous case.  To mend: write true or false where a truth value is meant, otherwise put
    the word in quotation marks.
    """,
)
UNKNOWN_KEY = rule(
    "SK005",
    "key-unknown",
    ERROR,
    """
    A key that the format does not have here.  It would have no effect, and a spelling
    mistake would pass unseen.

    To mend: correct the spelling, or remove the key.  `comment=` takes remarks that are
    never printed.
    """,
)
BAD_VALUE = rule(
    "SK006",
    "value-wrong",
    ERROR,
    """
    The value of a key is not one that the key takes: a date that does not exist, a word
    that is not among the choices, a list where one value belongs.

    To mend: the message says what is expected.
    """,
)
MISSING_KEY = rule(
    "SK007",
    "key-missing",
    ERROR,
    """
    A key that must be there is not.  To mend: add it at the place named.
    """,
)
UNKNOWN_KIND = rule(
    "SK008",
    "kind-unknown",
    ERROR,
    """
    A block or span has a kind that the format does not have.

    The kinds say what a text is (development, gap, recommendation ...); checks and layouts
    go by them.  To mend: use one of the kinds the hint names.
    """,
)
UNCLOSED_FENCE = rule(
    "SK009",
    "fence-unclosed",
    ERROR,
    """
    A block is opened with `::: {...}` and never closed.

    Everything to the end of the file would belong to it.  To mend: put a line with `:::`
    alone after the block's last line.
    """,
)
STRAY_FENCE = rule(
    "SK010",
    "fence-stray",
    ERROR,
    """
    A line `:::` closes a block, but none is open; or a fence stands where none may stand
    (inside a list item or a quotation, or indented).

    To mend: remove the line, or put the fence at the beginning of the line.
    """,
)
NOT_IN_FORMAT = rule(
    "SK011",
    "not-in-format",
    ERROR,
    """
    The file uses something that the dossier format does not have: raw HTML, code, a rule
    of dashes, a heading below level 3 ...

    Nothing is ever dropped in silence, so it is reported instead of left out.  To mend:
    the hint says what to write in its place.
    """,
)
BLANK_LINE = rule(
    "SK013",
    "blank-line-missing",
    ERROR,
    """
    A fence that opens a block, a list, a heading, a quotation or the text of a note needs a
    blank line before it.

    Without one, Markdown programs disagree about whether it begins there or is a part of
    the sentence before it.  To mend: put an empty line before it.
    """,
)
BAD_ATTRIBUTES = rule(
    "SK014",
    "attributes-broken",
    ERROR,
    """
    What stands in braces cannot be read, or stands where it has no meaning.

    It is written `{.kind #id key=value key="two words"}`: in a fence, at the end of a
    heading, or straight after a bracketed text.  At the end of a list item or paragraph
    braces are plain text to every Markdown program; keys of a list item go into a span at
    its start, `- []{#id due=2028}Text`.
    """,
)
BAD_ID = rule(
    "SK015",
    "id-malformed",
    ERROR,
    """
    An id may hold small letters a-z, digits and hyphens, begins with a letter and has at
    most 60 characters.  (Ids of sources may be any Pandoc citation key, but must not begin
    with `para:`, `rec:`, `section:`, `table:`, `note:` or `earlier:`.)

    Ids are never printed or filed; they only tie things together.
    """,
)
TOO_DEEP = rule(
    "SK016",
    "nested-too-deeply",
    ERROR,
    """
    Lists, quotations, brackets or YAML are nested deeper than any document needs; often a
    sign that something was pasted by mistake.  To mend: flatten the place named.
    """,
)
AFTER_CITATION = rule(
    "SK017",
    "bracket-after-citation",
    ERROR,
    """
    A citation is followed straight by `[` or `(`, or a note `^[...]` by text with another
    `^` in it.

    Markdown programs then read the two as one, a link or a superscript, and lose a part.
    To mend: put several sources into one citation, `[@a; @b]`, or a space between the two.
    """,
)
NOTE_LABEL = rule(
    "SK018",
    "note-undefined",
    ERROR,
    """
    `[^name]` is used but no line `[^name]: text` in the same file gives its text; or the
    label is defined twice.  To mend: write the definition, or use `^[text]` in place.
    """,
)
NOTE_UNUSED = rule(
    "SK019",
    "note-unused",
    WARNING,
    """
    A note is defined, `[^name]: text`, but no `[^name]` in the same file uses it, so it is
    not printed.  To mend: use it or remove it.
    """,
)
NEWER_FORMAT = rule(
    "SK020",
    "format-newer",
    ERROR,
    """
    The dossier was written for a later version of the format than this program knows.
    To mend: install a newer shadowkit.
    """,
)
NO_DOSSIER = rule(
    "SK021",
    "dossier-missing",
    ERROR,
    """
    The folder holds no dossier: there is no `shadowkit.yaml`, or nothing in `content/`.

    To mend: run shadowkit in the dossier's folder or name that folder; `shadowkit new DIR
    --layout ecpat-upr` makes a new one.
    """,
)
BARE_CITATION = rule(
    "SK022",
    "citation-without-brackets",
    ERROR,
    """
    `@name` stands in the text without brackets.

    A citation is written `[@name]`; a reference to a paragraph `@para:id`.  Where the sign
    @ itself is meant, write `\\@`.  Straight behind a letter, as in Chinese, a reference needs
    brackets too: `[@para:id]`.
    """,
)
BAD_CITATION = rule(
    "SK023",
    "citation-broken",
    ERROR,
    """
    A bracket mixes things that do not go together: references and citations, a part without
    a source, two sources in one part, or a citation inside another.

    To mend: `[see @a, para. 3; @b]` for sources, `[@para:x; @para:y]` for paragraphs; one
    bracket each.
    """,
)
BAD_LINK = rule(
    "SK024",
    "link-broken",
    WARNING,
    """
    A link leads nowhere or to something other than a web page or an e-mail address.

    The text is kept, the link is not.  To mend: give an address that begins with https://,
    http:// or mailto:, or remove the link.
    """,
)
ID_TWICE_IN_SOURCES = rule(
    "SK025",
    "source-repeated",
    ERROR,
    """
    Two sources are registered under the same id.  To mend: remove one, or give it an id of
    its own.
    """,
)

EARLIER_TWICE = rule(
    "SK028",
    "earlier-repeated",
    ERROR,
    """
    Two earlier recommendations are registered under the same id, so that a reference could
    mean either.  To mend: remove one, or give it an id of its own.
    """,
)
BAD_PICTURE = rule(
    "SK027",
    "picture-unusable",
    ERROR,
    """
    A picture cannot be read, lies outside the dossier, is too large, or has no alternative
    text.

    Pictures are PNG or JPEG files of the dossier.  What stands in the square brackets,
    `![two bars, the second twice as high](figure.png)`, is read out to people who cannot see
    the picture.

    To mend: the message says what is wrong.
    """,
)

BROKEN_BIBTEX = rule(
    "SK029",
    "bibtex-broken",
    ERROR,
    """
    A BibTeX file (`.bib`) does not follow the rules of that notation, so that a source or a
    part of one cannot be read.  The other sources of the file are read.

    Often a brace that is not closed, or a comma missing between two fields.

    To mend: look at the place named and at the lines below it.  An entry is written
    `@report{key, title = {Title}, date = {2025-03}}`.
    """,
)
NOT_IN_CSL = rule(
    "SK030",
    "bibtex-not-printed",
    WARNING,
    """
    A BibTeX file has a field, a type of entry or a LaTeX command for which there is no
    equivalent here, so that something the author wrote is not printed in notes.

    Fields that nobody prints (keywords, abstract, file ...) are passed over without a word.

    To mend: if readers need it, write it into `note`, which is printed last; otherwise
    remove it.
    """,
)
BAD_TEMPLATE = rule(
    "SK031",
    "template-unusable",
    ERROR,
    """
    The file that `word_template` names is not there, lies outside the dossier, or is not a
    Word file whose styles can be read.

    It is a .docx or .dotx file in the dossier, without a password.  Its fonts, sizes, colours
    and spaces are used for the Word files; its text, numbering and settings are not.

    To mend: the message says what is wrong.  Opening the file in Word and saving it again as
    Word Document (.docx) mends most.
    """,
)
PALE_COLOUR = rule(
    "SK033",
    "colour-too-pale",
    WARNING,
    """
    A colour of a look is so near to that of the paper or the shade behind it that many people
    cannot read words in it.

    The Web Content Accessibility Guidelines (WCAG 2.1, 1.4.3) want a contrast of at least 4.5
    to 1 between words and what is behind them.

    To mend: take a darker tone of the colour, or a lighter shade.
    """,
)

TOO_LARGE = rule(
    "SK032",
    "too-large",
    ERROR,
    """
    A table has more columns or rows, or a word more letters, than a page can show.

    Word opens no table of more than 63 columns; one of 5,000 rows fills a hundred pages. Of a
    larger table the first columns and rows are read. A word of thousands of letters is often
    a picture or a file that was pasted in as text.

    To mend: divide the table, print what matters and attach the rest when you file; take the
    word out, or put spaces into it.
    """,
)

RULES: Final[tuple[Rule, ...]] = tuple(
    value for value in list(globals().values()) if isinstance(value, Rule)
)
"""All faults of reading."""
