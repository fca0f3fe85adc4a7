"""Pictures of the dossier: PNG and JPEG, read whole and tried, with their size in pixels."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from shadowkit.location import Location
from shadowkit.model.document import Image
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import inside, is_file, is_there

MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
MOST_PIXELS_TOGETHER = 1_000_000_000
"""Of all pictures of a dossier: each is decoded, and written anew for every PDF and HTML file."""
_MOST_DRAWN = 12 * MOST_PIXELS
"""A JPEG is drawn in layers, up to ten of the whole picture where it is made for the web; one of
thousands, which is a small file, would take minutes."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))


class ImageReader:
    """Reads the pictures that content files name, each once.  Nothing outside the dossier
    is read, whether named by ``..`` or through a symbolic link."""

    def __init__(self, folder: Path, collector: Collector) -> None:
        self._folder = folder.resolve()
        self._collector = collector
        self._read: dict[Path, Image] = {}
        self._pixels = 0

    def read(self, name: str, file: str, place: Location) -> Image | None:
        """The picture `name` as the content file `file` names it: beside that file, else in
        the dossier's folder.  None after a finding."""
        beside = str(Path(file).parent / name)
        there = is_there(self._folder / beside)
        path = inside(self._folder, beside if there else name)
        if path is None:
            self._fault(place, f"`{name[:80]}` lies outside the dossier", "Copy it into it.")
            return None
        if path not in self._read:
            image = self._load(path, name, place)
            if image is None:
                return None
            self._read[path] = image
        return self._read[path]

    def _load(self, path: Path, name: str, place: Location) -> Image | None:
        shown = f"`{name[:80]}`"
        if not is_file(path):
            self._fault(place, f"there is no picture {shown}", "Look at its name and folder.")
            return None
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            self._fault(place, f"{shown} cannot be read: {(error.strerror or '').lower()}", "")
            return None
        if len(data) > MOST_BYTES:
            self._fault(
                place,
                f"{shown} is larger than {MOST_BYTES // 1_000_000} MB",
                "Save it smaller; 300 dots to the inch are enough for print.",
            )
            return None
        size = _size(data)
        if size is None:
            self._fault(place, f"{shown} is neither PNG nor JPEG", "Save it as PNG or JPEG.")
            return None
        width, height = size
        if width * height > MOST_PIXELS or not width or not height:
            self._fault(place, f"{shown} has {width} by {height} pixels", "Save it smaller.")
            return None
        self._pixels += width * height
        if self._pixels > MOST_PIXELS_TOGETHER:
            self._fault(
                place,
                f"with {shown} the pictures have more than {MOST_PIXELS_TOGETHER // 1_000_000:,} "
                "million pixels together",
                "Save them smaller; 2,000 pixels across are enough for print.",
            )
            return None
        clean = _without_metadata(data)
        if clean is not None and data.startswith(_JPEG):
            layers = sum(code == 0xDA for code, _ in _segments(clean))
            if layers * width * height > _MOST_DRAWN:
                self._fault(
                    place,
                    f"{shown} is drawn in {layers:,} layers",
                    "Save it again in a picture program.",
                )
                return None
        image = _upright(clean, _turned(data)) if clean is not None else None
        if image is None:
            self._fault(place, f"{shown} is damaged", "Save it again in a picture program.")
        return image

    def _fault(self, place: Location, message: str, hint: str) -> None:
        self._collector.add(faults.BAD_PICTURE, place, message, hint)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG or JPEG file."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(_JPEG):
        return None
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        position += 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
    return None


# What a picture needs to be shown.  All else says where, when, by whom and on which device it
# was made, and may hold a small picture of what was cut away.
_PNG_CHUNKS = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"),
    *(b"bKGD", b"pHYs"),
)
_JPEG_KEPT = {0xE0: (b"JFIF\0", 14), 0xEE: (b"Adobe", 12)}
"""The picture's own segments among those that describe it, JFIF's and the one of Adobe for the
colours: how each begins, and how long it is without a small picture."""
_JFIF_SMALL = slice(12, 14)
"""Where JFIF says how wide and high its small picture is."""
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _without_metadata(data: bytes) -> bytes | None:
    """The picture without the data that describe its making; None where it is damaged."""
    try:
        pieces = _png_pieces(data) if data.startswith(_PNG) else _jpeg_pieces(data)
        return b"".join(pieces)
    except struct.error:
        return None


def _png_pieces(data: bytes) -> Iterator[bytes]:
    yield _PNG
    for kind, chunk in _chunks(data):
        if kind in _PNG_CHUNKS:
            yield chunk


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, each with its kind and whole."""
    position, kind = len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind = data[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(data):
            raise struct.error("a chunk is cut off")
        yield kind, data[position:end]
        position = end


def _jpeg_pieces(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    position = 2
    while True:
        mark, code = struct.unpack_from(">BB", data, position)
        if mark != 0xFF:
            raise struct.error("a segment does not begin where it should")
        if code == 0xFF:  # a fill byte
            position += 1
            continue
        if code == 0xD9:  # the end: telephones put more pictures and films behind it
            yield data[position : position + 2]
            return
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        if code in _JPEG_KEPT:
            yield _bare(code, data[position + 4 : end])
        elif not (0xE0 <= code <= 0xEF or code == 0xFE):
            yield data[position:end]
        if code == 0xDA:  # a scan, which goes on until a mark that is none of its own
            found = _END_OF_SCAN.search(data, end)
            if found is None:  # cut off; whether it can be drawn is tried
                yield data[end:]
                return
            yield data[end : found.start()]
            end = found.start()
        position = end


def _bare(code: int, content: bytes) -> bytes:
    """A segment of `_JPEG_KEPT` without what need not be in it; b"" for another's."""
    begins, length = _JPEG_KEPT[code]
    if not content.startswith(begins) or len(content) < length:
        return b""
    bare = bytearray(content[:length])
    if code == 0xE0:
        bare[_JFIF_SMALL] = b"\0\0"
    return struct.pack(">BBH", 0xFF, code, length + 2) + bytes(bare)


# --- the picture itself ---------------------------------------------------------------------


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG with their codes, for one that `_jpeg_pieces` went through."""
    position = 2
    while position + 4 <= len(data):
        code = data[position + 1]
        if code == 0xFF:  # a fill byte
            position += 1
            continue
        if code == 0xD9:  # the end
            return
        end = position + 2 + struct.unpack_from(">H", data, position + 2)[0]
        yield code, data[position + 4 : end]
        if code == 0xDA:
            found = _END_OF_SCAN.search(data, end)
            end = found.start() if found else len(data)
        position = end


def _turned(data: bytes) -> int:
    """How the camera was held, as EXIF counts: 1 upright, 3 upside down, 6 and 8 on a side, the
    others mirrored."""
    if data.startswith(_PNG):
        held = next((chunk[8:-4] for kind, chunk in _chunks(data) if kind == b"eXIf"), b"")
    else:
        said = (content for code, content in _segments(data) if code == 0xE1)
        held = next((content for content in said if content.startswith(_EXIF)), b"")
    if not held:
        return 1
    from PIL.Image import Exif

    exif = Exif()
    try:
        exif.load(held)
        turned = exif.get(_ORIENTATION, 1)
    except Exception:  # of a broken one Pillow raises almost anything
        return 1
    return turned if turned in range(1, 9) else 1


def _upright(data: bytes, turned: int) -> Image | None:
    """The picture with its pixels turned as they are to be seen, for what says so has been taken
    out; None where a picture program could not draw it."""
    # Imported here: a dossier without pictures must not wait for it.
    from PIL import Image as Pillow
    from PIL.Image import Transpose

    turns = (
        *(Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM),
        *(Transpose.TRANSPOSE, Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90),
    )
    try:
        with Pillow.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
            format = str(picture.format)
            if turned > 1:
                written = BytesIO()
                picture.transpose(turns[turned - 2]).save(written, format, quality=95)
                data = _without_metadata(written.getvalue()) or b""
            size = _size(data)
    except Exception:  # of a broken file Pillow raises almost anything
        return None
    if size is None:
        return None
    return Image(data, "image/png" if format == "PNG" else "image/jpeg", *size)
