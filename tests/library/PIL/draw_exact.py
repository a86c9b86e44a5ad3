"""ImageDraw: polygons, wide lines, arcs, chords, pies and round rectangles, pixel for pixel."""
import hashlib
import random

from PIL import Image, ImageDraw

rng = random.Random(7)


def spot():
    return rng.randint(-6, 45), rng.randint(-6, 45)


def box():
    x, y = spot()
    return x, y, x + rng.randint(0, 40), y + rng.randint(0, 40)


def angles():
    return rng.choice((rng.randint(-400, 400), 0, 90, 180, 270, 12.5)), rng.choice((rng.randint(-400, 800), 90, 180, 360, 400.25))


SHAPES = {
    "polygon": lambda d, a, b, w: d.polygon([spot() for _ in range(rng.randint(2, 7))], a),
    "outline": lambda d, a, b, w: d.polygon([spot() for _ in range(rng.randint(3, 6))], rng.choice((None, b)), a, w),
    "line": lambda d, a, b, w: d.line([spot() for _ in range(rng.randint(2, 4))], a, w, rng.choice((None, "curve"))),
    "arc": lambda d, a, b, w: d.arc(box(), *angles(), a, w),
    "chord": lambda d, a, b, w: d.chord(box(), *angles(), rng.choice((None, b)), a, w),
    "pie": lambda d, a, b, w: d.pieslice(box(), *angles(), rng.choice((None, b)), a, w),
    "ellipse": lambda d, a, b, w: d.ellipse(box(), rng.choice((None, b)), a, w),
    "circle": lambda d, a, b, w: d.circle(spot(), rng.randint(1, 20), b, a, w),
    "rectangle": lambda d, a, b, w: d.rectangle(box(), rng.choice((None, b)), a, w),
    "round": lambda d, a, b, w: d.rounded_rectangle(box(), rng.randint(0, 9), b, None, w, corners=(True, False, True, True)),
    "regular": lambda d, a, b, w: d.regular_polygon((*spot(), rng.randint(1, 25)), rng.randint(3, 9), rng.randint(0, 360), b, a, w),
}
for name, draw in SHAPES.items():
    for mode, first, second in ("L", 200, 90), ("RGB", (255, 0, 0), (0, 200, 0)), ("1", 1, 0), ("RGBA on RGB", (255, 0, 0, 100), (0, 255, 0, 60)):
        digest = hashlib.md5()
        for _ in range(25):
            picture = Image.new(mode[-3:] if "on" in mode else mode, (40, 40))
            pen = ImageDraw.Draw(picture, "RGBA" if "on" in mode else None)
            try:
                draw(pen, first, second, rng.randint(1, 8))
            except ValueError as error:
                digest.update(str(error).encode())
            digest.update(picture.tobytes())
        print(name, mode, digest.hexdigest())
picture = Image.new("1", (24, 12))
ImageDraw.Draw(picture).polygon([(1, 1), (20, 3), (12, 10), (5, 6)], 1)
ImageDraw.Draw(picture).arc((10, 0, 23, 11), 200, 30, 1, 2)
for y in range(12):
    print("".join(".#"[bool(picture.getpixel((x, y)))] for x in range(24)))
for mode in ("1", "L", "P", "RGB", "RGBA", "I", "F", "I;16"):
    picture = Image.new(mode, (2, 2))
    ImageDraw.Draw(picture).point((1, 1))
    print(mode, picture.getpixel((1, 1)))
for bad in ((1, 2), (1, 2, 0), ((1, "x"), 3), ((1, 2, 3), 4), 5):
    try:
        ImageDraw.Draw(Image.new("L", (9, 9))).regular_polygon(bad, 5)
    except (ValueError, TypeError) as error:
        print(error)
