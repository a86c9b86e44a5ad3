"""PIL: blurs, kernels, medians, enhancement."""
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

picture = Image.linear_gradient("L").resize((1200, 900))
picture = Image.merge("RGB", (picture, picture.transpose(Image.Transpose.ROTATE_180), picture.point(lambda n: n * 3 % 256)))
results = [
    picture.filter(ImageFilter.GaussianBlur(5)),
    picture.filter(ImageFilter.BoxBlur(3)),
    picture.filter(ImageFilter.BLUR),
    picture.filter(ImageFilter.SHARPEN),
    picture.filter(ImageFilter.UnsharpMask()),
    picture.resize((400, 300)).filter(ImageFilter.MedianFilter(3)),
    ImageEnhance.Contrast(picture).enhance(1.5),
    ImageEnhance.Color(picture).enhance(0.5),
    ImageChops.difference(picture, picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)),
    picture.convert("L").convert("RGB"),
    picture.convert("HSV"),
]
print([sum(result.resize((7, 7), Image.Resampling.NEAREST).tobytes()) for result in results])
