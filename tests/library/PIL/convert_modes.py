from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
for mode in ["1", "L", "LA", "RGBA", "RGBX", "CMYK", "YCbCr", "HSV", "I", "F"]:
    other = im.convert(mode)
    print(mode, show(other), show(other.convert("RGB")), show(other.convert("L")))
for mode in ["RGBA", "CMYK", "HSV"]:
    print(mode, im.convert(mode).getpixel((3, 4)), im.convert(mode).getbands())
for wrong in ["Q", ""]:
    try:
        print(im.convert(wrong) if wrong else im.convert().mode)
    except ValueError as e:
        print(type(e).__name__, e)
print(show(im.point(lambda v: v * 2)), show(im.convert("L").point(lambda v: 255 if v > 100 else 0, "1")))
print(show(im.convert("L", (0.2, 0.5, 0.3, 0))))
