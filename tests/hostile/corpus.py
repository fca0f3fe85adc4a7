"""The hostile inputs, as data.

A case is one content file of the dossier of its group, with what else it needs; the cases of a
group do not disturb one another.  `HTTP` in a text is an address of the listener on 127.0.0.1,
`NAME` one under a name that never exists.  `finds` are the codes that must be found in the
case's file: () for one that prints.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from hostile import pictures
from hostile.beside import BESIDE, csl, elsewhere, template_of
from hostile.cases import SETTINGS, Case, Group, Make


def _figure(name: str) -> str:
    return f"::: {{.figure source=report-a}}\n![Two lines]({name})\n:::\n"


# --- links --------------------------------------------------------------------------------

_ADDRESSES = {
    "javascript": "javascript:alert(1)",
    "javascript in odd letters": "JaVaScRiPt:alert(1)",
    "javascript with a tab": "<java\tscript:alert(1)>",
    "javascript with an entity": "java&#115;cript:alert(1)",
    "javascript with a line end as an entity": "java&#10;script:alert(1)",
    "javascript, percent-encoded": "%6Aavascript:alert(1)",
    "javascript behind an invisible character": "\u200bjavascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "data in base64": "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript": "vbscript:msgbox(1)",
    "file": "file:///etc/passwd",
    "file on a server": "file://127.0.0.1/share/x",
    "ftp": "ftp://127.0.0.1/x",
    "a share": "\\\\\\\\127.0.0.1\\\\share\\\\x",
    "no scheme": "//127.0.0.1/x",
    "a path": "../../etc/passwd",
    "a settings program": "ms-msdt:/id PCWDiagnostic",
}
LINKS = Group(
    "links",
    (
        *(
            Case(name, f"Text with [a link]({address}) in it.\n", ("SK024",))
            for name, address in _ADDRESSES.items()
            if " " not in address and "\t" not in address
        ),
        Case("javascript between signs", "Text with <javascript:alert(1)>.\n"),
        Case("javascript with a tab", "Text with [a link](<java\tscript:alert(1)>).\n", ("SK024",)),
        Case("addresses out", "Text <HTTP/auto>, [a](HTTP/link), [b](NAME/link), HTTP/bare.\n"),
        Case("mail", "Text <mailto:office@example.invalid?bcc=a@example.invalid>.\n"),
        Case("a link that ends its mark-up", "Text [a](NAME/'onmouseover='alert(1)).\n"),
        Case("a source with a script for an address", "Text.[@script] Text.[@shouting]\n"),
        Case("a source on the listener", "Text.[@listener]\n"),
    ),
    sources=(
        "- {id: script, type: webpage, title: Title, issued: 2013, URL: 'javascript:alert(1)'}\n"
        "- {id: shouting, type: webpage, title: Title B, issued: 2013, "
        "URL: 'JAVASCRIPT://example.invalid/%0aalert(1)'}\n"
        '- {id: listener, type: webpage, title: \'<img src=HTTP/t.png> <b onclick="x()">'
        "</style><script>', issued: 2013, URL: 'HTTP/source', note: 'See NAME/note'}\n"
    ),
)

# --- pictures -----------------------------------------------------------------------------


def _picture(
    name: str,
    data: bytes = b"",
    ending: str = "png",
    *,
    make: Make | None = None,
    finds: str = "SK027",
    says: str = "",
) -> Case:
    file = f"{name.replace(' ', '-')}.{ending}"
    files = {file: data} if make is None else {}
    return Case(name, _figure(file), (finds,) if finds else (), files, make, says)


def _link(file: str, target: str) -> Make:
    return lambda folder: (folder / file).symlink_to(target)


def _large(folder: Path) -> None:
    with (folder / "of-40-MB.png").open("wb") as file:
        file.write(pictures.png(40, 30))
        file.truncate(40_000_000)


def _docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return file.getvalue()


def _refused() -> tuple[Case, ...]:
    elsewhere = {
        "over http": "HTTP/p.png",
        "over https": "https://127.0.0.1/p.png",
        "under another name": "NAME/p.png",
        "by file": "file:///etc/hostname",
        "above the dossier": "../outside.png",
        "by its path": "/etc/hostname",
        "in base64": "data:image/png;base64,iVBORw0KGgo=",
        "on a share": "//127.0.0.1/share/p.png",
        "on a share as Windows has it": "\\\\\\\\127.0.0.1\\\\share\\\\p.png",
        "with a zero": "p%00.png",
    }
    svg = (("entities", pictures.svg_with_entities()), ("uses", pictures.svg_with_uses()))
    return (
        *(
            _picture(f"svg of {name} as {ending}", data, ending, says="neither PNG nor JPEG")
            for name, data in svg
            for ending in ("svg", "png", "jpg")
        ),
        _picture("of 30000 pixels", pictures.png(30_000, 30_000, data=b"x"), says="30000 by"),
        _picture("jpeg of 30000 pixels", pictures.jpeg_that_says(30_000, 30_000), "jpg"),
        _picture("of no pixels", pictures.png(0, 40)),
        _picture("cut in its data", pictures.png(400, 300)[:-40], says="damaged"),
        _picture("cut in its head", pictures.png(40, 30)[:30], says="damaged"),
        _picture("of too few lines", pictures.png(400, 300, data=b"x\x9c\x03\0\0\0\0\x01")),
        _picture("of an unknown colour", pictures.png(40, 30, colour=5, data=b"x")),
        _picture("jpeg of 300 layers", pictures.jpeg_of_layers(300), "jpg", says="layers"),
        _picture("jpeg of nothing", b"\xff\xd8\xff\xe0" + bytes(100), "jpg"),
        _picture("gif", b"GIF89a" + bytes(20)),
        _picture("docx", _docx(), says="neither PNG nor JPEG"),
        _picture("of 40 MB", make=_large, says="larger than 20 MB"),
        _picture("fifo", make=lambda folder: os.mkfifo(folder / "fifo.png")),
        _picture("folder", make=lambda folder: (folder / "folder.png").mkdir()),
        _picture("endless", make=_link("endless.png", "/dev/zero")),
        _picture("link out", make=_link("link-out.png", "../outside.png"), says="outside"),
        _picture("link in a circle", make=_link("link-in-a-circle.png", "link-in-a-circle.png")),
        *(
            Case(f"picture {name}", _figure(address), ("SK027",))
            for name, address in elsewhere.items()
        ),
    )


PICTURES_REFUSED = Group("pictures refused", _refused(), draft=True)
# --- mark-up and style sheets ---------------------------------------------------------------

_HTML = {
    "img": "<img src=HTTP/i.png>",
    "script": "<script src=HTTP/s.js>alert(1)</script>",
    "style": "<style>body { background: url(NAME/b.png) }</style>",
    "link": "<link rel=stylesheet href=HTTP/l.css>",
    "iframe": "<iframe src=HTTP/f.html></iframe>",
    "object": "<object data=HTTP/o.pdf></object>",
    "svg": "<svg><image href=HTTP/v.png /></svg>",
    "meta": '<meta http-equiv=refresh content="0; url=HTTP/m">',
    "base": "<base href=HTTP/>",
    "attachment": "<a rel=attachment href=file:///etc/passwd>x</a>",
}
RAW = Group(
    "raw HTML",
    draft=True,
    cases=(
        *(Case(f"{name} by itself", f"{html}\n", ("SK011",)) for name, html in _HTML.items()),
        *(
            Case(f"{name} in text", f"Text {html} here.\n", ("SK011",))
            for name, html in _HTML.items()
        ),
    ),
)

_BREAK = '"}*/</style><script>alert(1)</script><img src=HTTP/c.png>{;@import url(HTTP/c.css);'
_TEXT = _BREAK.replace("<", "\\<").replace("@", "\\@")
STYLES = Group(
    "style sheets",
    (
        Case("in a heading", f"# {_TEXT}\n\nText.\n"),
        Case(
            "in words for a picture",
            '::: {.figure source=report-a}\n![" onerror="alert(1)" \\<script>](picture.png)\n:::\n',
            files={"picture.png": pictures.made("RGB")},
        ),
        Case("in a term", f"{_TEXT}\n:   url(HTTP/k.png)\n"),
        Case(
            "in a table",
            'Table: url(HTTP/t.png)\n\n| a"><script> | expression(alert(1)) |\n|---|---|\n'
            "| \\@import 'HTTP/c.css'; | } body { |\n".replace("<script", "\\<script"),
        ),
        Case("in a note", "Text.^[*/ \\@import url(HTTP/n.css); /* \\</style>]\n"),
    ),
    settings=(
        f"title: '{_BREAK}'\nshort_title: '{_BREAK}'\n"
        f"submitters: [{{name: '{_BREAK}', about: '{_BREAK}', url: 'HTTP/site'}}]\n"
        f"acronyms: {{NGO: '{_BREAK}'}}\nthemes: {{law: '{_BREAK}'}}\n"
        f"addressee: {{name: '{_BREAK}'}}\nstate_name: '{_BREAK}'\n"
        "submissions:\n  report: {layout: layout.yaml}\n"
    ),
    files={
        "layout.yaml": (
            f"id: own\ntitle: '{_BREAK}'\ncover: [title, submitters]\n"
            f"sections:\n  - {{id: text, title: {{en: '{_BREAK}'}}, takes: {{rest: true}}}}\n"
        ).encode()
    },
)
SUBMITTER = Group(
    "an address of a submitter",
    (Case("text"),),
    settings="title: A\nsubmitters: [{name: A, url: 'javascript:alert(1)', email: 'a b@c\"'}]\n"
    "submissions:\n  report: {layout: layout.yaml}\n",
    finds=("SK006",),
)
LOOK = Group(
    "a look of one's own",
    (Case("text"),),
    settings="title: A\nlook: '../../x.yaml\"; } @import url(HTTP/l.css); {'\n"
    "submissions:\n  report: {layout: layout.yaml}\n",
    finds=("SK006",),
)

# --- texts ----------------------------------------------------------------------------------

TEXTS_REFUSED = Group(
    "texts refused",
    (
        Case("1,000 columns", "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n", ("SK032",)),
        Case("20,000 rows", "| a | b |\n|--|--|\n" + "| c | d |\n" * 20_000, ("SK032",)),
        Case("a word of a million letters", "x" * 1_000_000 + "\n", ("SK032",)),
        Case("a picture pasted in as text", f"Text {'QUJD' * 20_000}= here.\n", ("SK032",)),
        Case("2,000 lists in one another", "- " * 2_000 + "x\n", ("SK011", "SK016")),
        Case("2,000 quotations in one another", "> " * 2_000 + "x\n", ("SK016",)),
        Case("a control character by its number", "Text &#12; here.\n", ("SK011",)),
        Case("a control character", "Text \x07 here.\n", ("SK001",)),
        Case("a noncharacter", "Text \ufdd0 here.\n", ("SK001",)),
    ),
)
TEXTS_PRINTED = Group(
    "texts printed",
    (
        Case("a thousand marks on a letter", "The letter a" + "\u0301" * 1_000 + " is one.\n"),
        Case(
            "signs of direction",
            "Text \u202egnp.exe\u202c and \u2067\u05d0\u2069 here.\n".replace("\u05d0", "\u0627"),
        ),
        Case("signs of direction left open", "Text \u202e\u202d\u2066\u2067\u202e here.\n"),
        Case(
            "a table of many spans", "|" + "|" * 40 + "\n|" + "-|" * 40 + "\n|" + "b|" * 40 + "\n"
        ),
        Case("a word of 1,500 letters", "Text " + "y" * 1_500 + " and.^[" + "z" * 900 + "]\n"),
        Case("600 items", "- one\n" * 600),
        Case("formulas of a spreadsheet", "=cmd|'/c calc'!A1 and {{7*7}} and ${7*7}.\n"),
    ),
)
NOTES = Group(
    "long notes",
    (
        Case("1,500 words", "Text.^[" + "one two three. " * 500 + "]\n"),
        Case("20,000 words", "Text.^[" + "one two three. " * 6_667 + "]\n"),
    ),
)
CHARACTERS = Group(
    "characters",
    (
        Case("of private use", "Text \ue000 here, and \U000f1234.\n"),
        Case("emoji", "A face \U0001f600 in *this \U0001f469\u200d\U0001f467* sentence.\n"),
        Case("of an unassigned script", "Text \U0001e900 and \u0378 here.\n"),
        Case("Ethiopic", "In a list:\n\n- one\n- and \u1200 two.\n"),
    ),
    settings=SETTINGS.replace("A test", "A test \u2603"),
)

PICTURES_PRINTED = Group(
    "pictures printed",
    (
        _picture("of sixteen bits", pictures.made("I;16"), finds=""),
        _picture("of colours by number", pictures.made("P"), finds=""),
        _picture("half transparent", pictures.made("LA"), finds=""),
        _picture("for the press", pictures.made("CMYK", "JPEG"), "jpg", finds=""),
        _picture("animated", pictures.animated(), finds=""),
        _picture("of 49 million pixels", pictures.png(7_000, 7_000, bits=1), finds=""),
        _picture(
            "of more lines than it says",
            pictures.png(40, 30, data=pictures.zlib.compress(bytes(50_000_000))),
            finds="",
        ),
        _picture("exif bomb", pictures.with_exif_bomb(), "jpg", finds=""),
        _picture("text bomb", pictures.with_text_bomb(), finds=""),
        _picture("lying on its side", pictures.lying_on_its_side(), "jpg", finds=""),
        _picture("png named jpg", pictures.made("RGB"), "jpg", finds=""),
    ),
    settings=f"word_template: t.docx\ncitation_style: s.csl\n{SETTINGS}",
    files={
        "t.docx": template_of(relations=elsewhere),
        "s.csl": csl(dtd='<!DOCTYPE s SYSTEM "HTTP/s.dtd">'),
    },
)
"""With a template and a citation style that lead to the listener."""
OUT_OF_THE_DOSSIER = Group(
    "links out of the dossier",
    draft=True,
    cases=(
        Case(
            "content",
            finds=(),
            make=lambda folder: (folder / "content" / "99-link").symlink_to("/etc"),
        ),
        Case("layout", make=_link("own.yaml", "/etc/hostname")),
        Case("style", make=_link("own.csl", "/dev/zero")),
        Case("template", make=_link("own.docx", "/dev/zero")),
    ),
    settings="title: A\ncitation_style: own.csl\nword_template: own.docx\nsubmissions:\n"
    "  report: {layout: layout.yaml, annexes: ['../../../etc/hostname.md']}\n"
    "  other: {layout: own.yaml}\n",
    finds=("SK001", "SK006", "SK031"),
)

GROUPS = (
    LINKS,
    PICTURES_REFUSED,
    PICTURES_PRINTED,
    RAW,
    STYLES,
    SUBMITTER,
    LOOK,
    TEXTS_REFUSED,
    TEXTS_PRINTED,
    NOTES,
    CHARACTERS,
    OUT_OF_THE_DOSSIER,
    *BESIDE,
)
