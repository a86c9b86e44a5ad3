from PIL import Image, ImageDraw
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
import random

random.seed(4)


def number():
    return random.randrange(-5, 60)


def box():
    a, b, c, d = number(), number(), number(), number()
    return [min(a, b), min(c, d), max(a, b), max(c, d)]


def each(name, draw_it):
    out = []
    for i in range(12):
        canvas = Image.new("RGB", (60, 50), "white")
        draw_it(ImageDraw.Draw(canvas), i)
        out.append(show(canvas)[2])
    print(name, out)


each("line", lambda d, i: d.line([number(), number(), number(), number()], fill="red"))
each("rectangle", lambda d, i: d.rectangle(box(), fill="red", outline="blue", width=i % 4))
each("ellipse", lambda d, i: d.ellipse(box(), fill="red"))
each("ring", lambda d, i: d.ellipse(box(), outline="red", width=i % 5 + 1))
each("chord", lambda d, i: d.chord(box(), number(), number() + 90, fill="red"))
each("circle", lambda d, i: d.circle((30, 25), i * 2, fill="red", outline="green"))
each("point", lambda d, i: d.point([number(), number(), number(), number()], fill="red"))
canvas = Image.new("RGB", (60, 50), "white")
draw = ImageDraw.Draw(canvas)
draw.ellipse((5, 5, 40, 40), outline="black")
ImageDraw.floodfill(canvas, (20, 20), (1, 2, 3))
print(show(canvas))
for action in (lambda: draw.rectangle((5, 5, 1, 9)), lambda: draw.ellipse((5, 5, 9, 1)),
               lambda: ImageDraw.Draw(im, "L")):
    try:
        action()
    except ValueError as e:
        print(e)
