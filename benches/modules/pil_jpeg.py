"""PIL: a picture of 1200 x 900 to JPEG and PNG and back."""
import io

from PIL import Image

picture = Image.radial_gradient("L").resize((1200, 900))
picture = Image.merge("RGB", (picture, picture.transpose(Image.Transpose.ROTATE_180), picture.point(lambda n: n * 3 % 256)))
for kind in "JPEG", "PNG":
    for _ in range(2):
        target = io.BytesIO()
        picture.save(target, kind)
        for _ in range(3):
            again = Image.open(target)
            again.load()
        print(again.format, again.size, again.mode)
