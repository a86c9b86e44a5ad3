from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
other = Image.new("RGBA", (40, 30), (0, 255, 0, 100))
rgb = other.convert("RGB")
print(show(Image.alpha_composite(im.convert("RGBA"), other)), show(Image.blend(im, rgb, .3)))
print(show(Image.blend(im, rgb, 1.7)), show(Image.composite(im, rgb, im.convert("L"))))
copy = im.copy()
copy.paste(other, (5, 5), other)
print(show(copy))
copy.paste("blue", (1, 1, 9, 9))
print(show(copy))
copy.putalpha(50)
print(show(copy), copy.getpixel((0, 0)))
print([show(b) for b in im.split()], show(Image.merge("RGB", im.split()[::-1])))
print(im.getbbox(), im.histogram()[:5], im.getextrema(), im.getcolors(3), im.crop((1, 2, 8, 9)).size)
for action in (lambda: im.paste(Image.new("RGB", (2, 2)), (0, 0, 3, 3)),
               lambda: Image.merge("RGB", [im.convert("L")]), lambda: im.crop((3, 0, 1, 1)),
               lambda: Image.blend(im, other, .5), lambda: im.getpixel((99, 0)),
               lambda: Image.new("RGB", (1, 1), (1, 2)), lambda: Image.new("RGB", (-1, 1)),
               lambda: Image.new("RGB", (1, 1), "nocol"), lambda: im.frombytes(b"123")):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
