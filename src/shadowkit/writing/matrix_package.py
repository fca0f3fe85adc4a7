"""A part of a packed file changed, with every other byte of it as it was, the packed ones of its
other parts too.

`zipfile` packs all parts anew when it writes: their contents stay, but not what is said of them.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from shadowkit.writing.matrix_cells import CannotFillError

_LOCAL: Final = struct.Struct("<4s5H3I2H")
"""What stands before the bytes of a part, its name and its extra fields."""
_LISTED: Final = struct.Struct("<4s6H3I5H2I")
"""What the list at the end says of a part, before its name, its extra fields and its comment."""
_END: Final = struct.Struct("<4s4H2IH")
_BEHIND: Final = 1 << 3
"""The sizes of a part stand behind it."""
_LARGE: Final = 0xFFFFFFFF
_OTHERWISE: Final = "it is packed in another way than Word packs its files"


def with_part(data: bytes, name: str, inside: bytes) -> bytes:
    """The packed file with other bytes in one part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = sorted(archive.infolist(), key=lambda part: part.header_offset)
        changed = archive.getinfo(name)
    end = data.rfind(b"PK\x05\x06")
    try:
        *counts, size, start, comment = _END.unpack_from(data, end)
        if len({part.filename for part in parts}) < len(parts) or start + size != end:
            raise CannotFillError(_OTHERWISE)
        after = [part.header_offset for part in parts if part.header_offset > changed.header_offset]
        behind = min(after, default=start)
        head = list(_LOCAL.unpack_from(data, changed.header_offset))
        if head[0] != b"PK\x03\x04" or _LARGE in head[7:9]:
            raise CannotFillError(_OTHERWISE)
        names = changed.header_offset + _LOCAL.size
        packed, sizes = _packed(inside, changed.compress_type)
        flags = head[2] & ~_BEHIND
        head[2], head[3], head[6:9] = flags, sizes[0], sizes[1:]
        part = _LOCAL.pack(*head) + data[names : names + head[9] + head[10]] + packed
        moved = len(part) - (behind - changed.header_offset)
        listed: list[bytes] = []
        at = start
        while at < end:
            one = list(_LISTED.unpack_from(data, at))
            rest = at + _LISTED.size
            length = one[10] + one[11] + one[12]
            if one[0] != b"PK\x01\x02" or _LARGE in (one[8], one[9], one[16]):
                raise CannotFillError(_OTHERWISE)
            if one[16] == changed.header_offset:
                one[3], one[4], one[7:10] = one[3] & ~_BEHIND, sizes[0], sizes[1:]
            elif one[16] > changed.header_offset:
                one[16] += moved
            listed.append(_LISTED.pack(*one) + data[rest : rest + length])
            at = rest + length
    except struct.error:
        raise CannotFillError(_OTHERWISE) from None
    closing = _END.pack(*counts, size, start + moved, comment) + data[end + _END.size :]
    return b"".join((data[: changed.header_offset], part, data[behind:start], *listed, closing))


def _packed(inside: bytes, method: int) -> tuple[bytes, tuple[int, int, int, int]]:
    """The bytes packed, and how, their checksum, and their sizes."""
    check = zlib.crc32(inside)
    if method == zipfile.ZIP_STORED:
        return inside, (method, check, len(inside), len(inside))
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(inside) + packer.flush()
    return packed, (zipfile.ZIP_DEFLATED, check, len(packed), len(inside))
