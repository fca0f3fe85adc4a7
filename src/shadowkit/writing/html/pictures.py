"""Pictures as addresses that hold the picture itself.

What a camera or a program wrote beside the pixels (places, names, times, previews) goes no
further: only the pixels are written anew.  That they stand upright is the reader's work.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from shadowkit.model.document import Image

if TYPE_CHECKING:
    from PIL import Image as Pillow

MOST_PIXELS_ACROSS = 4000
"""A larger picture is made smaller: this is 600 dots to the inch over the width of a page."""


class PictureError(Exception):
    """A picture that cannot be read."""


@lru_cache(maxsize=32)
def data_address(image: Image) -> str:
    """A ``data:`` address of the pixels of `image`, without anything that was beside them."""
    # Imported here: a document without pictures must not wait for it.
    from PIL import Image as Pillow

    written = BytesIO()
    try:
        with Pillow.open(BytesIO(image.data), formats=("PNG", "JPEG")) as picture:
            picture.thumbnail((MOST_PIXELS_ACROSS, MOST_PIXELS_ACROSS))
            if image.media_type == "image/jpeg":
                _plain(picture, opaque=True).save(written, format="JPEG", quality=92)
            else:
                _plain(picture, opaque=False).save(written, format="PNG")
    # Broken files make Pillow raise almost anything.
    except Exception as error:
        raise PictureError(str(error) or type(error).__name__) from error
    return f"data:{image.media_type};base64," + base64.b64encode(written.getvalue()).decode("ascii")


def _plain(picture: Pillow.Image, *, opaque: bool) -> Pillow.Image:
    """`picture` in grey or in red, green and blue, which is all that an archive's PDF may
    hold, on white where it is transparent, and as a new picture, which remembers nothing."""
    from PIL import Image as Pillow

    if not opaque and picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        white = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(white, coloured)
    if picture.mode.startswith("I"):
        # Sixteen bits of grey; converting would cut off all but the darkest.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mode = "L" if picture.mode in ("1", "L", "LA") else "RGB"
    new = Pillow.new(mode, picture.size)
    new.paste(picture.convert(mode))
    return new
