from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
for r in range(6):
    print(r, show(im.resize((17, 50), r)), show(im.convert("L").resize((100, 100), r)))
    print(r, show(im.convert("RGBA").resize((9, 9), r)), show(im.convert("F").resize((9, 9), r)))
    print(r, show(im.resize((9, 9), r, box=(3.5, 2, 30, 20.25))))
print(show(im.reduce(3)), show(im.reduce((2, 5))), show(im.reduce(4, (1, 1, 30, 29))))
for size in [(20, 20), (7, 70), (400, 400)]:
    small = im.copy()
    small.thumbnail(size)
    print(size, show(small))
for size, r in [((0, 3), 3), ((2, 3), 99)]:
    try:
        im.resize(size, r)
    except ValueError as e:
        print(e)
