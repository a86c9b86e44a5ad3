"""Filters, turns, pasting and arithmetic on small pictures of noise, to the last bit; wrong modes."""
import hashlib
import random

from PIL import Image, ImageChops, ImageFilter

rng = random.Random(3)
FILTERS = (
    ImageFilter.BoxBlur(1), ImageFilter.BoxBlur(2.5), ImageFilter.BoxBlur(60), ImageFilter.BoxBlur((3, 0.5)), ImageFilter.GaussianBlur(7.3),
    ImageFilter.UnsharpMask(1, 300, 0), ImageFilter.BLUR, ImageFilter.EMBOSS, ImageFilter.SMOOTH_MORE,
    ImageFilter.Kernel((5, 5), [i - 9.5 for i in range(25)], 3), ImageFilter.MedianFilter(3), ImageFilter.MedianFilter(5),
    ImageFilter.MinFilter(3), ImageFilter.MaxFilter(5), ImageFilter.RankFilter(3, 2), ImageFilter.ModeFilter(3),
)


def noise(mode, width, height):
    bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}[mode]
    return Image.frombytes(mode, (width, height), bytes(rng.randrange(256) for _ in range(width * height * bands)))


def digest(picture):
    return hashlib.md5(picture.tobytes()).hexdigest()[:12]


for mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
    for size in (17, 11), (1, 1), (40, 33), (3, 50):
        picture, other, mask = noise(mode, *size), noise(mode, *size), noise("L", *size)
        print(mode, size, [digest(picture.filter(each)) for each in FILTERS])
        print([digest(picture.transpose(each)) for each in Image.Transpose])
        print([digest(picture.rotate(33, Image.Resampling(n))) for n in (0, 2, 3)])
        print([digest(picture.resize((13, 8), each)) for each in Image.Resampling])
        print([digest(picture.resize((9, 9), Image.Resampling.HAMMING, box=(0.3, 0.2, size[0] * 0.9, size[1] * 0.8)))])
        for paste_mask in None, mask, mask.convert("1"), noise("RGBA", *size):
            target = picture.copy()
            target.paste(other, (2, -1), paste_mask)
            print(digest(target), end=" ")
        print(digest(ImageChops.add(picture, other, 2, 5)), digest(ImageChops.soft_light(picture, other)), digest(ImageChops.overlay(picture, other)),
              digest(Image.blend(picture, other, 0.3)), digest(Image.blend(picture, other, 1.5)), picture.getbbox(), digest(picture.point(lambda v: v // 2)))
picture = noise("RGB", 40, 33)
print(digest(picture.convert("P")), digest(picture.convert("P", dither=Image.Dither.NONE)), digest(picture.convert("1")), digest(picture.convert("HSV")))
print(digest(noise("RGBA", 40, 33).convert("1")), len(picture.convert("P").getpalette()))
for mode in ("1", "P", "I", "F", "I;16"):
    for each in ImageFilter.BoxBlur(2), ImageFilter.UnsharpMask(), ImageFilter.ModeFilter(3):
        try:
            print(mode, each.name, Image.new(mode, (5, 5)).filter(each).getpixel((2, 2)))
        except ValueError as error:
            print(mode, each.name, error)
