"""The process that opens one strange picture: within limits of time and memory, and with nothing of ours in reach.

Reads the file from its input, writes "width height length", the picture and its small copy. Ends with 2 where it is no
picture of a kind we take, 3 where it has too many pixels, 4 where it cannot be read whole.
"""

from __future__ import annotations

import resource
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Pillow is imported under the limits only
    from PIL.Image import Image as Picture

MOST_PIXELS = 40_000_000
SECONDS, BYTES = 20, 1024**3
"""Of the processor, and of memory."""
NO_PICTURE, TOO_MANY, BROKEN = 2, 3, 4


def main() -> int:
    """Make the picture anew; return what the process ends with."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    body, (longest, thumb) = sys.stdin.buffer.read(), map(int, sys.argv[1:3])
    try:
        picture = Image.open(BytesIO(body), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return TOO_MANY
    except Exception:
        return NO_PICTURE
    if picture.width * picture.height > MOST_PIXELS:
        return TOO_MANY
    try:
        picture.draft("RGB", (longest, longest))
        picture.load()
        plain = painted(ImageOps.exif_transpose(small(picture, longest)))
        small_copy = small(plain.copy(), thumb)
        whole, thumbed = written(plain), written(small_copy)
    except Exception:
        return BROKEN
    out = sys.stdout.buffer
    out.write(f"{plain.width} {plain.height} {len(whole)}\n".encode() + whole + thumbed)
    out.flush()
    return 0


def small(picture: Picture, longest: int) -> Picture:
    """Make a picture no longer than so many pixels."""
    picture.thumbnail((longest, longest))
    return picture


def painted(picture: Picture) -> Picture:
    """Return a fresh picture in plain red, green and blue: on white where it was see-through, in the usual colours."""
    from PIL import Image, ImageCms

    if picture.mode.startswith("I"):  # grey in 16 bits
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            usual = ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, BytesIO(profile), usual, outputMode="RGB") or picture
        except ImageCms.PyCMSError:
            pass
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    fresh = Image.new("RGB", picture.size, "white")
    fresh.paste(picture.convert("RGB"), mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return fresh


def written(picture: Picture) -> bytes:
    """Return the bytes of a JPEG that holds the picture and nothing else."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
