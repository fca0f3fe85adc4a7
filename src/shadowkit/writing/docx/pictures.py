"""Pictures: in the line of a paragraph of their own, each distinct one stored once."""

from __future__ import annotations

from typing import Final

from shadowkit.model.document import Figure, Image
from shadowkit.writing.docx.markup import escape

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_INLINE: Final = (
    f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
    'distR="0">'
)
_LOCKS: Final = (
    '<wp:effectExtent l="0" t="0" r="0" b="0"/>{properties}<wp:cNvGraphicFramePr>'
    f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
)
_EMU: Final = 635
"""English metric units in a twip."""
_SUFFIXES: Final = {"image/png": "png", "image/jpeg": "jpeg"}


class Pictures:
    """The pictures of the main part."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, bytes], str] = {}
        self._drawn = 0

    def parts(self) -> list[tuple[str, str, str, bytes]]:
        """Of each distinct picture: the relationship's id, the part's name, its content type
        and its bytes.  Nothing says what the file was called in the dossier."""
        return [
            (id, f"/word/media/{id}.{_SUFFIXES[type_]}", type_, data)
            for (type_, data), id in self._ids.items()
        ]

    def run(self, figure: Figure, width: int, height: int) -> str:
        """The run of a picture that may be `width` wide and `height` high, in twips."""
        image = figure.image
        across, down = _size(image, width * figure.width, height)
        known = (image.media_type, image.data)
        id = self._ids.setdefault(known, f"image{len(self._ids) + 1}")
        self._drawn += 1
        # Word shows the name where it lists the pictures of a page.
        name = f'id="{self._drawn}" name="Picture {self._drawn}"'
        alt = escape(" ".join(figure.alt.split()))
        described = f'<wp:docPr {name} descr="{alt}"/>' if alt else f"<wp:docPr {name}/>"
        extent = f'cx="{across}" cy="{down}"'
        return "".join(
            (
                f"<w:r><w:drawing>{_INLINE}<wp:extent {extent}/>",
                _LOCKS.format(properties=described),
                f'<a:graphic xmlns:a="{_DRAWING}/main">',
                f'<a:graphicData uri="{_DRAWING}/picture">',
                f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/>',
                f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>',
                "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>",
                f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>',
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>',
                "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            )
        )


def _size(image: Image, width: float, height: int) -> tuple[int, int]:
    """Width and height in English metric units, in the picture's own proportion."""
    scale = min(width / image.width, height / image.height)
    return max(1, round(image.width * scale * _EMU)), max(1, round(image.height * scale * _EMU))
