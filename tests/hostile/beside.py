"""Hostile files beside the content: sources, citation styles, templates."""

from __future__ import annotations

from collections.abc import Callable

from hostile.cases import SETTINGS, Case, Group
from housestyles import relations, style, word_file

_CSL = (
    '<?xml version="1.0"?>{dtd}<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" '
    'class="note"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>'
    '{macros}<citation><layout><text macro="m0"/>{more}</layout></citation></style>'
)


def csl(*, dtd: str = "", macros: str = "", more: str = "") -> bytes:
    macros = macros or '<macro name="m0"><text variable="title"/></macro>'
    return _CSL.format(dtd=dtd, macros=macros, more=more).encode()


def _style(name: str, *, dtd: str = "", macros: str = "", more: str = "", says: str = "") -> Group:
    return Group(
        f"a citation style of {name}",
        (Case("text", "Text.[@report-a]\n"),),
        settings=f"citation_style: s.csl\n{SETTINGS}",
        files={"s.csl": csl(dtd=dtd, macros=macros, more=more)},
        finds=("SK006",),
        says=says,
    )


_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_DOUBLING = "".join(
    f'<macro name="m{n}">{f"<text macro={chr(34)}m{n + 1}{chr(34)}/>" * 2}</macro>'
    for n in range(40)
)


def template_of(**parts: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """A Word file with something in it; each part is made of the listener's address."""

    def make(address: str) -> bytes:
        made = {_PARTS[part]: content(address) for part, content in parts.items()}
        return word_file(style("heading 1"), parts=made)

    return make


def _template(name: str, **parts: Callable[[str], bytes]) -> Group:
    return Group(
        f"a template with {name}",
        (Case("text"),),
        settings=f"word_template: t.docx\n{SETTINGS}",
        files={"t.docx": template_of(**parts)},
        finds=("SK031",),
    )


_PARTS = {
    "relations": "word/_rels/document.xml.rels",
    "main": "word/document.xml",
    "styles": "word/styles.xml",
}


def elsewhere(address: str) -> bytes:
    """Relations of a template that lead to the listener."""
    outside = "".join(
        f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "oleObject", "frame", "subDocument")
    )
    return relations(styles="styles.xml").replace("</", f"{outside}</").encode()


def _bomb(_: str) -> bytes:
    return b"<w:document>" + bytes(300_000_000) + b"</w:document>"


def _external_entity(address: str) -> bytes:
    return f'<!DOCTYPE x [<!ENTITY y SYSTEM "{address}/y">]><x>&y;</x>'.encode()


SOURCES = Group(
    "sources",
    (Case("text", "Text.[@report-a]\n"),),
    files={
        "a.bib": b"@string{a0 = {x}}\n"
        + b"".join(
            b"@string{a%d = %s}\n" % (n, b" # ".join([b"a%d" % (n - 1)] * 10)) for n in range(1, 12)
        )
        + b"@report{bomb, title = a11, date = {2013}}\n"
        + b"@report{deep, title = {"
        + b"{" * 5_000
        + b"x"
        + b"}" * 5_000
        + b"}, date = {2013}}\n",
        "sources.json": b"[" * 50_000 + b"]" * 50_000,
        "earlier.yaml": b"a: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9))
            for n in range(9)
        ),
    },
    finds=("SK016", "SK029"),
)

BESIDE = (
    SOURCES,
    _style(
        "entities", dtd=f'<!DOCTYPE s [<!ENTITY e0 "x">{_LAUGHS}]>', more='<text value="&e9;"/>'
    ),
    _style(
        "an entity elsewhere",
        dtd='<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        more='<text value="&x;"/>',
    ),
    _style("macros that double", macros=_DOUBLING + '<macro name="m40"/>', says="without end"),
    _style("a macro in a circle", macros='<macro name="m0"><text macro="m0"/></macro>'),
    _template("300 MB in it", main=_bomb),
    _template("an entity elsewhere", styles=_external_entity),
)
