"""PIL: resize by each method, thumbnail, rotate, crop, paste."""
from PIL import Image

picture = Image.radial_gradient("L").resize((1600, 1200))
picture = Image.merge("RGB", (picture, picture.transpose(Image.Transpose.ROTATE_180), picture.point(lambda n: n * 3 % 256)))
total = 0
for method in Image.Resampling:
    for size in (400, 300), (1000, 777), (2000, 1500):
        total += sum(picture.resize(size, method).crop((100, 100, 120, 120)).tobytes())
small = picture.copy()
small.thumbnail((128, 128))
total += sum(small.tobytes())
for turn in picture.rotate(90, expand=True), picture.rotate(33), picture.rotate(33, Image.Resampling.BICUBIC):
    total += sum(turn.crop((500, 500, 520, 520)).tobytes())
target = Image.new("RGBA", (1600, 1200))
target.paste(picture, (10, 10), picture.convert("L"))
total += sum(target.crop((500, 500, 520, 520)).tobytes())
print(total)
