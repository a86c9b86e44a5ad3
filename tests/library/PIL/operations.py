from PIL import Image, ImageChops, ImageColor, ImageEnhance, ImageOps, ImageStat
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
other = Image.frombytes("RGB", (40, 30), bytes((i * i * 3 + i // 5) % 256 for i in range(3600)))
for name in ["autocontrast", "equalize", "invert", "mirror", "flip", "grayscale", "solarize"]:
    print(name, show(getattr(ImageOps, name)(other)))
print(show(ImageOps.posterize(im, 3)), show(ImageOps.fit(im, (20, 20))), show(ImageOps.pad(im, (20, 20))))
print(show(ImageOps.contain(im, (20, 20))), show(ImageOps.cover(im, (20, 20))))
print(show(ImageOps.expand(im, 3, "red")), show(ImageOps.colorize(im.convert("L"), "black", "yellow")))
for name in ["Color", "Contrast", "Brightness", "Sharpness"]:
    print(name, [show(getattr(ImageEnhance, name)(im).enhance(f))[2] for f in (0, .5, 1, 1.5, 3)])
for name in ["lighter", "darker", "difference", "multiply", "screen", "soft_light", "hard_light",
             "overlay", "add", "subtract", "add_modulo", "subtract_modulo"]:
    print(name, show(getattr(ImageChops, name)(im, other)))
stat = ImageStat.Stat(im)
print(stat.extrema, stat.count, stat.mean, stat.median, stat.rms, stat.var, stat.stddev)
for color in ["red", "#123", "#12345678", "rgb(1,2,3)", "rgb(10%,20%,30%)"]:
    print(ImageColor.getrgb(color), ImageColor.getcolor(color, "L"))
