"""Pictures that were made to do harm, or only look odd."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image as Pillow


def png(
    width: int,
    height: int,
    *,
    bits: int = 8,
    colour: int = 0,
    data: bytes | None = None,
    more: bytes = b"",
) -> bytes:
    """A PNG of zeros; `data` in place of its own, `more` chunks before them."""
    if data is None:
        across = (width * bits * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8
        data = zlib.compress(bytes((across + 1) * height), 1)
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    chunks = (chunk(b"IHDR", head), more, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def made(
    mode: str, kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: object
) -> bytes:
    file = io.BytesIO()
    Pillow.new(mode, size).save(file, kind, **options)
    return file.getvalue()


def jpeg_that_says(width: int, height: int) -> bytes:
    data = made("RGB", "JPEG", (80, 60))
    size = data.index(b"\xff\xc0") + 5
    return data[:size] + struct.pack(">HH", height, width) + data[size + 4 :]


def jpeg_of_layers(count: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = made("RGB", "JPEG", (4000, 4000), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + data[-2:]


def lying_on_its_side() -> bytes:
    """A camera's picture, red at the left, which is to be seen with the red above."""
    exif = Pillow.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Example camera"
    picture = Pillow.new("RGB", (80, 40), "white")
    picture.paste((200, 0, 0), (0, 0, 20, 40))
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, quality=95)
    return file.getvalue()


def with_exif_bomb() -> bytes:
    """EXIF whose directories lead to one another, filled to the last byte of its segment."""
    body = b"II*\0\x08\0\0\0" + b"\xff\xff" + b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0" * 5_000
    body += b"\x08\0\0\0"
    exif = b"Exif\0\0" + body[:65_000]
    plain = made("RGB", "JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif + plain[2:]


def with_text_bomb() -> bytes:
    """Chunks of some kilobytes that unpack to hundreds of megabytes."""
    packed = zlib.compress(bytes(100_000_000), 9)
    more = chunk(b"zTXt", b"Comment\0\0" + packed)
    more += chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed)
    return png(40, 30, more=more + chunk(b"iCCP", b"profile\0\0" + packed))


def animated() -> bytes:
    frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    file = io.BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    return file.getvalue()


def svg_with_entities() -> bytes:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY e0 "x">{names}]>{_SVG}<text>&e9;</text></svg>'.encode()


def svg_with_uses() -> bytes:
    uses = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    return f'{_SVG}<g id="g0"><rect/></g>{uses}<use href="#g9"/></svg>'.encode()


_SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
