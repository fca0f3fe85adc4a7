"""Word files that stand for an organisation's house style, made from raw XML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument"

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
    '<w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
)

A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1985" w:bottom="1134" '
    'w:left="1985" w:header="567" w:footer="567" w:gutter="0"/>'
)


def style(
    name: str,
    *,
    id: str = "",
    based_on: str = "N",
    kind: str = "paragraph",
    paragraph: str = "",
    run: str = "",
    more: str = "",
) -> str:
    """One style of a template, whose Normal has the id N."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id or name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/>{based}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>{more}'
        "</w:style>"
    )


def colour(value: str, more: str = "") -> str:
    return f'<w:color w:val="{value}"{more}/>'


def word_file(
    *styles: str,
    defaults: str = DEFAULTS,
    normal: str = NORMAL,
    theme: str = "",
    sections: tuple[str, ...] = (),
    template: bool = False,
    parts: Mapping[str, str | bytes | None] | None = None,
) -> bytes:
    """A Word file with these styles and no text.

    `theme` is what stands within ``a:themeElements``, `sections` the properties of each
    section, the last one the body's.  `template` makes it a .dotx.  `parts` adds or replaces
    parts by name; None leaves one out.
    """
    *inner, last = sections or ("",)
    body = "".join(f"<w:p><w:pPr><w:sectPr>{one}</w:sectPr></w:pPr></w:p>" for one in inner)
    body += f"<w:p/><w:sectPr>{last}</w:sectPr>"
    main = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    kind = "template" if template else "document"
    files: dict[str, str | bytes | None] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_RELATIONS.replace("relationships", "content-types")}">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" '
            f'ContentType="{_CONTENT}.wordprocessingml.{kind}.main+xml"/></Types>'
        ),
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", theme="/word/theme.xml"),
        "word/document.xml": main,
        "word/styles.xml": (
            f'<w:styles xmlns:w="{W}">{defaults}{normal}{"".join(styles)}</w:styles>'
        ),
        "word/theme.xml": (
            '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f"<a:themeElements>{theme}</a:themeElements></a:theme>"
        ),
        **(parts or {}),
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def relations(**targets: str) -> str:
    """A part of relationships, each of a type to a target."""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'
