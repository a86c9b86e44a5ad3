from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
for fmt in ["PNG", "BMP", "PPM"]:
    for mode in ["1", "L", "RGB", "RGBA", "LA"]:
        stream = io.BytesIO()
        try:
            im.convert(mode).save(stream, fmt)
            stream.seek(0)
            other = Image.open(stream)
            print(fmt, mode, show(other), other.format, sorted(other.info))
        except OSError as e:
            print(fmt, mode, type(e).__name__, e)
stream = io.BytesIO()
im.save(stream, "JPEG")
other = Image.open(stream)
print(other.format, other.mode, other.size, other.info["jfif_version"])
for data in [b"junk", b"\x89PNG\r\n\x1a\n"]:
    try:
        Image.open(io.BytesIO(data))
    except Image.UnidentifiedImageError as e:
        print(type(e).__name__, str(e)[:26])
stream = io.BytesIO()
im.save(stream, "PNG")
try:
    Image.open(io.BytesIO(stream.getvalue()[:200])).load()
except OSError as e:
    print(type(e).__name__)
for action in (lambda: im.convert("RGBA").save(io.BytesIO(), "JPEG"), lambda: im.save("x.zzz"),
               lambda: im.save(io.BytesIO()), lambda: im.save("x.png", "ZZ"),
               lambda: Image.open("missing.png"), lambda: Image.fromarray([1])):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
