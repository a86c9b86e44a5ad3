"""Damaged pictures of every format that can be written: OSError and its like, or a picture.

`seed` and `rounds` are set by the caller, as for hostile.py.
"""

import io
import random
import struct
import warnings

from PIL import Image

warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = 100_000
rng = random.Random(seed)


def sample(kind, mode, **options):
    picture = Image.linear_gradient("L").resize((23, 17)).convert(mode)
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


samples = [
    sample("PNG", "RGB"), sample("PNG", "P"), sample("PNG", "1"), sample("PNG", "RGBA"), sample("JPEG", "RGB"), sample("JPEG", "L"),
    sample("GIF", "P"), sample("BMP", "RGB"), sample("BMP", "L"), sample("TIFF", "RGB"), sample("PPM", "RGB"), sample("PPM", "1"),
    sample("WEBP", "RGB", lossless=True), sample("ICO", "RGBA"),
]
for _ in range(rounds):
    data = bytearray(rng.choice(samples))
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(data)) if rng.random() < 0.5 else rng.randrange(min(len(data), 60))
        match rng.randrange(5):
            case 0 if at:
                del data[at:]
            case 1:
                data[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                data[at] ^= 1 << rng.randrange(8)
            case 3:
                data[at:at + 4] = struct.pack(rng.choice("<>") + "I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 300)))
            case 4:
                data[at:at] = bytes(rng.randrange(256) for _ in range(3))
    try:
        with Image.open(io.BytesIO(bytes(data))) as picture:
            picture.load()
            for frame in range(1, min(getattr(picture, "n_frames", 1), 3)):
                picture.seek(frame)
                picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, Image.DecompressionBombError):
        pass
    except Exception as problem:
        raise AssertionError(f"{bytes(data)!r} raises {type(problem).__name__}: {problem}") from problem
