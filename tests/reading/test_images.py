"""Pictures: what is read, what is refused, and what is taken out of them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageOps, PngImagePlugin

from shadowkit.location import Location
from shadowkit.model.document import Image
from shadowkit.reading import images
from shadowkit.reading.collector import Collector
from shadowkit.reading.images import MOST_BYTES, ImageReader

PLACE = Location("content/a.md", 3)


def read(folder: Path, name: str) -> tuple[Image | None, list[str]]:
    collector = Collector()
    image = ImageReader(folder, collector).read(name, "content/a.md", PLACE)
    return image, [finding.message for finding in collector.findings]


def jpeg(**options: object) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", (40, 30), "navy").save(file, "JPEG", **options)
    return file.getvalue()


def with_exif() -> bytes:
    exif = Pillow.Exif()
    exif[0x010F] = "Example camera"
    exif[0x9003] = "2017:10:05 12:00:00"
    return jpeg(exif=exif, comment=b"taken by Example")


def png_with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Example author")
    info.add_itxt("Location", "Example place")
    file = io.BytesIO()
    Pillow.new("RGBA", (20, 10), (0, 0, 90, 128)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "size", "secret"),
    [(with_exif(), (40, 30), b"Example"), (png_with_text(), (20, 10), b"Example")],
    ids=["jpeg", "png"],
)
def test_what_tells_of_its_making_is_taken_out_and_the_picture_is_the_same(
    tmp_path: Path, data: bytes, size: tuple[int, int], secret: bytes
) -> None:
    assert secret in data
    (tmp_path / "p.img").write_bytes(data)
    image, faults = read(tmp_path, "p.img")
    assert faults == []
    assert image is not None
    assert secret not in image.data
    assert (image.width, image.height) == size
    with Pillow.open(io.BytesIO(data)) as before, Pillow.open(io.BytesIO(image.data)) as after:
        assert after.tobytes() == before.tobytes()
        assert not after.getexif()


def _segment(code: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(content) + 2) + content


def _with_small_picture() -> bytes:
    """A JPEG whose own JFIF segment has a small picture of one pixel, and another such segment
    with a second one."""
    plain = jpeg()
    jfif = plain[6:18] + b"\x01\x01" + b"Exa"
    extension = _segment(0xE0, b"JFXX\0\x13\x01\x01Exa")
    return plain[:2] + _segment(0xE0, jfif) + extension + plain[20:]


def _between_scans() -> bytes:
    """A JPEG of several scans, with a comment before the second."""
    plain = jpeg(progressive=True)
    second = plain.index(b"\xff\xda", plain.index(b"\xff\xda") + 2)
    return plain[:second] + _segment(0xFE, b"Example") + plain[second:]


@pytest.mark.parametrize(
    "data",
    [
        jpeg() + with_exif(),
        jpeg() + b"\0\0ftypExample film",
        _with_small_picture(),
        _between_scans(),
        jpeg()[:2] + _segment(0xEE, b"Example of another program's") + jpeg()[2:],
        jpeg()[:20] + b"\xff\xff" + _segment(0xE1, b"Exif Example") + jpeg()[20:],
    ],
    ids=["second picture", "film", "small pictures", "between scans", "APP14", "fill bytes"],
)
def test_what_cameras_put_into_odd_places_is_taken_out_too(tmp_path: Path, data: bytes) -> None:
    assert b"Exa" in data
    (tmp_path / "p.jpg").write_bytes(data)
    image, faults = read(tmp_path, "p.jpg")
    assert faults == []
    assert image is not None
    assert b"Exa" not in image.data
    with Pillow.open(io.BytesIO(data)) as before, Pillow.open(io.BytesIO(image.data)) as after:
        assert after.tobytes() == before.tobytes()


def test_the_colours_of_a_picture_for_the_press_stay(tmp_path: Path) -> None:
    file = io.BytesIO()
    Pillow.new("CMYK", (8, 8), (10, 200, 30, 40)).save(file, "JPEG")
    (tmp_path / "p.jpg").write_bytes(file.getvalue())
    image, _ = read(tmp_path, "p.jpg")
    assert image is not None
    assert b"Adobe" in image.data
    with Pillow.open(file) as before, Pillow.open(io.BytesIO(image.data)) as after:
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_turned_as_its_camera_was_held(tmp_path: Path, kind: str, turned: int) -> None:
    """As Pillow turns it, and nothing is left that would turn it once more."""
    picture = Pillow.new("RGB", (64, 32), "white")
    picture.paste((200, 0, 0), (0, 0, 16, 16))
    exif = Pillow.Exif()
    exif[0x0112] = turned
    file = io.BytesIO()
    picture.save(file, kind, exif=exif)
    (tmp_path / "p.img").write_bytes(file.getvalue())
    image, faults = read(tmp_path, "p.img")
    assert image is not None, faults
    assert b"Exif" not in image.data and b"eXIf" not in image.data
    with Pillow.open(file) as before, Pillow.open(io.BytesIO(image.data)) as after:
        upright = ImageOps.exif_transpose(before)
        assert (image.width, image.height) == after.size == upright.size
        assert not after.getexif()
        difference = ImageChops.difference(upright.convert("L"), after.convert("L"))
        assert difference.getextrema()[1] < 12


def test_what_is_broken_in_exif_turns_nothing(tmp_path: Path) -> None:
    for held in (b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff"):
        (tmp_path / "p.jpg").write_bytes(jpeg()[:2] + _segment(0xE1, held) + jpeg()[2:])
        image, faults = read(tmp_path, "p.jpg")
        assert image is not None, faults
        assert (image.width, image.height) == (40, 30)


def test_pictures_have_a_limit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PIXELS_TOGETHER", 40 * 30 * 2)
    collector = Collector()
    reader = ImageReader(tmp_path, collector)
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(jpeg())
    read = [reader.read(f"{number}.jpg", "content/a.md", PLACE) for number in (0, 1, 0, 2)]
    assert [image is not None for image in read] == [True, True, True, False]
    assert [f.message.split(" the pictures")[0] for f in collector.findings] == ["with `2.jpg`"]


def test_a_picture_is_looked_for_beside_its_file_and_then_in_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "p.jpg").write_bytes(jpeg())
    (tmp_path / "q.jpg").write_bytes(jpeg())
    for name in ("p.jpg", "q.jpg"):
        image, faults = read(tmp_path, name)
        assert image is not None, faults


def test_nothing_outside_the_dossier_is_read(tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    dossier.mkdir()
    (tmp_path / "outside.jpg").write_bytes(jpeg())
    (dossier / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    for name in ("../outside.jpg", "link.jpg", str(tmp_path / "outside.jpg")):
        image, faults = read(dossier, name)
        assert image is None
        assert "outside the dossier" in faults[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a picture", "neither PNG nor JPEG"),
        (b"", "neither PNG nor JPEG"),
        (jpeg()[:3], "neither PNG nor JPEG"),
        (jpeg()[:-40], "damaged"),
        (jpeg()[:-2], "damaged"),
        (png_with_text()[:60], "damaged"),
        (b"\0" * (MOST_BYTES + 1), "larger than 20 MB"),
    ],
    ids=["text", "empty", "cut early", "cut in its scan", "cut at its end", "cut late", "40 MB"],
)
def test_what_is_no_picture_is_one_finding(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "p.png").write_bytes(data)
    image, faults = read(tmp_path, "p.png")
    assert image is None
    assert len(faults) == 1
    assert words in faults[0]


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "p.png").mkdir()
    for name in ("p.png", "q.png"):
        assert read(tmp_path, name)[0] is None
