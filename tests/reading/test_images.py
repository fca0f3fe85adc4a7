"""Pictures: what is read, what is refused, and what is taken out of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import PngImagePlugin

from shadowkit.location import Location
from shadowkit.model.document import Image
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
        (png_with_text()[:60], "damaged"),
        (b"\0" * (MOST_BYTES + 1), "larger than 20 MB"),
    ],
    ids=["text", "empty", "cut early", "cut late", "40 MB"],
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
