from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
for angle in (30, 90, 45.5, 180, 270, -10):
    for r in (0, 2, 3):
        print(angle, r, show(im.rotate(angle, r)), show(im.rotate(angle, r, expand=True, fillcolor="red")))
        print(angle, r, show(im.convert("RGBA").rotate(angle, r)))
for n in range(7):
    print(n, show(im.transpose(n)))
T = Image.Transform
print(show(im.transform((50, 50), T.QUAD, (0, 0, 3, 28, 38, 29, 30, 1), 2)))
print(show(im.transform((50, 50), T.EXTENT, (2, 2, 20, 20), 3)))
print(show(im.transform((30, 30), T.PERSPECTIVE, (1, .1, 2, .1, 1, 0, .001, .002), 0)))
print(show(im.transform((20, 30), T.AFFINE, (1, .3, -2, .1, .8, 1), 2)))
