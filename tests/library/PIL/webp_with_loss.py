"""WebP with loss: what is written is what Pillow writes; options, notes and errors."""
import io
import zlib

from PIL import Image


def picture(mode, size=(40, 30)):
    width, height = size
    bands = len(mode)
    return Image.frombytes(mode, size, bytes(
        (x * x * 7 + y * 13 + band * 51 + x * y) % 256
        for y in range(height) for x in range(width) for band in range(bands)))


def show(image, **options):
    try:
        file = io.BytesIO()
        image.save(file, "WEBP", **options)
        found = Image.open(io.BytesIO(file.getvalue()))
        found.load()
    except (ValueError, MemoryError, OSError) as error:
        print(image.mode, options, type(error).__name__, error)
    else:
        print(image.mode, options, found.mode, found.size, zlib.crc32(found.tobytes()),
              sorted(found.info.items()))


for mode in "RGB", "RGBA", "L", "LA", "CMYK":
    show(picture(mode))
    show(picture(mode), quality=10)
    show(picture(mode), quality=95, method=6)
    show(picture(mode), lossless=True)
show(picture("RGBA"), alpha_quality=20)
show(picture("RGBA"), exact=True)
show(picture("RGBA"), lossless=True, exact=True)
show(picture("RGB"), exif=b"Exif\0\0abc", icc_profile=b"profile", xmp=b"<x/>")
show(picture("RGBA"), exif=b"abc")
show(Image.new("1", (5, 5), 1))
show(Image.new("I", (5, 5), 100))
show(picture("RGB"), quality=101)
show(picture("RGB"), quality=-1)
show(picture("RGB"), quality="x")
show(picture("RGB"), method=7)
show(picture("RGB"), alpha_quality=200)
show(Image.new("RGB", (16384, 1)))
show(Image.new("RGB", (0, 1)))
