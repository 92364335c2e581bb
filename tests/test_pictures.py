"""Pictures made anew: what comes out is small, upright and says nothing of its maker; what harms is refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app import pictures
from app.domain.errors import Invalid
from app.pictures import LONGEST, MOST_BYTES, THUMB, made

MARKER = b"Kitchen of Salma"


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def photo(width: int = 3000, height: int = 2000) -> bytes:
    """Return a photograph as a phone takes it: lying on its side, with the place, the camera and a comment."""
    picture = Image.new("RGB", (width, height), "navy")
    picture.paste("red", (0, 0, width, height // 4))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn to the right
    exif[0x010F] = MARKER.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 48.0, 23.0), 3: "E", 4: (10.0, 10.0, 54.0)})
    return saved(picture, "JPEG", exif=exif, comment=MARKER, xmp=b"<x:xmpmeta>" + MARKER + b"</x:xmpmeta>")


async def test_place_camera_and_comment_are_gone_and_the_picture_stands_upright() -> None:
    body = photo()
    assert body.count(MARKER) >= 3
    found = await made(body)
    assert (found.width, found.height) == (1067, LONGEST)
    for each, longest in ((found.whole, LONGEST), (found.thumb, THUMB)):
        assert MARKER not in each
        picture = Image.open(BytesIO(each))
        assert (picture.format, max(picture.size)) == ("JPEG", longest)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        right, left = (picture.getpixel((x, picture.height // 2)) for x in (picture.width - 5, 5))
        assert right[0] > 200 > left[0]  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
async def test_the_three_kinds_are_taken_down_to_one_pixel(kind: str, mode: str) -> None:
    found = await made(saved(Image.new(mode, (1, 1), 200), kind))
    assert (found.width, found.height, Image.open(BytesIO(found.thumb)).size) == (1, 1, (1, 1))


async def test_what_is_see_through_stands_on_white() -> None:
    for picture in (Image.new("RGBA", (8, 8), (0, 0, 0, 0)), Image.new("P", (8, 8), 0)):
        found = await made(saved(picture, "PNG", **({"transparency": 0} if picture.mode == "P" else {})))
        assert Image.open(BytesIO(found.whole)).getpixel((4, 4)) == (255, 255, 255)


async def test_grey_in_sixteen_bits_keeps_its_shades() -> None:
    ramp = Image.new("I;16", (256, 8))
    for x, y in ((x, y) for x in range(256) for y in range(8)):
        ramp.putpixel((x, y), x * 257)
    there = Image.open(BytesIO((await made(saved(ramp, "PNG"))).whole))
    for x in (0, 64, 128, 192, 255):
        assert abs(there.getpixel((x, 4))[0] - x) <= 3, x  # type: ignore[index]


async def test_the_name_of_a_colour_profile_does_not_come_along() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = await made(saved(Image.new("RGB", (9, 9), "green"), "JPEG", icc_profile=profile))
    assert "icc_profile" not in Image.open(BytesIO(found.whole)).info
    assert (await made(saved(Image.new("CMYK", (9, 9)), "JPEG"))).width == 9


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of some kilobytes that says it is enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * min(height, 2000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
HOSTILE = {
    "svg": (SVG, "no-picture"),
    "svg after a mark": (b"\xff\xd8\xff" + SVG, "no-picture"),
    "gif": (saved(Image.new("P", (9, 9)), "GIF"), "no-picture"),
    "tiff": (saved(Image.new("RGB", (9, 9)), "TIFF"), "no-picture"),
    "heic": (HEIC, "no-picture"),
    "bmp called jpg": (saved(Image.new("RGB", (9, 9)), "BMP"), "no-picture"),
    "page": (b"<!doctype html><script>alert(1)</script>", "no-picture"),
    "nothing": (b"", "no-picture"),
    "a riff that is a sound": (b"RIFF\x24\x00\x00\x00WAVEfmt ", "no-picture"),
    "bomb": (bomb(20_000, 20_000), "too-many-pixels"),
    "larger bomb": (bomb(60_000, 60_000), "too-many-pixels"),
    "forty million and one": (bomb(40_000_001, 1), "too-many-pixels"),
    "cut off": (photo()[:9000], "picture-broken"),
    "cut off too": (saved(Image.effect_noise((300, 300), 90), "PNG")[:9000], "picture-broken"),
    "too large": (b"\xff\xd8\xff" + bytes(MOST_BYTES), "picture-too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_broken_or_harms_is_refused_with_a_reason(name: str) -> None:
    body, code = HOSTILE[name]
    with pytest.raises(Invalid) as refused:
        await made(body)
    assert (refused.value.code, refused.value.field) == (code, "file")


async def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.0)
    with pytest.raises(Invalid, match="picture-broken"):
        await made(photo(300, 200))
