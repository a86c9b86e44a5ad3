from PIL import Image, ImageFilter
import hashlib
import io


def show(im):
    return im.mode, im.size, hashlib.md5(im.tobytes()).hexdigest()[:10]


im = Image.new("RGB", (40, 30), (200, 100, 50))
for i in range(30):
    im.putpixel((i, i), (i * 8, 255 - i * 3, i * i % 256))
for name in ["BLUR", "CONTOUR", "DETAIL", "EDGE_ENHANCE", "EDGE_ENHANCE_MORE", "EMBOSS", "FIND_EDGES",
             "SHARPEN", "SMOOTH", "SMOOTH_MORE", "MedianFilter", "MinFilter", "MaxFilter",
             "ModeFilter", "GaussianBlur", "UnsharpMask"]:
    f = getattr(ImageFilter, name)
    print(name, show(im.filter(f)), show(im.convert("L").filter(f)))
for r in (0.3, 1, 2.5, 7, 40):
    print(r, show(im.filter(ImageFilter.GaussianBlur(r))), show(im.filter(ImageFilter.BoxBlur(r))),
          show(im.filter(ImageFilter.UnsharpMask(r, 80, 2))))
print(show(im.filter(ImageFilter.Kernel((3, 3), (1, 2, 1, 0, 0, 0, -1, -2, -1), 1, 128))))
for make in (lambda: ImageFilter.BoxBlur(-1), lambda: ImageFilter.Kernel((3, 3), (1, 2)),
             lambda: im.filter(5)):
    try:
        make()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
