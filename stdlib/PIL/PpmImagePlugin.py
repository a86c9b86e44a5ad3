"""PPM, PGM and PBM files, as bytes or as text."""

import _pil

from . import Image, ImageFile
from ._raw import unpack

_KINDS = {b"P1": "1", b"P2": "L", b"P3": "RGB", b"P4": "1", b"P5": "L", b"P6": "RGB"}


class PpmImageFile(ImageFile.ImageFile):
    """A PPM file."""

    format = "PPM"
    format_description = "Pbmplus image"

    def _token(self):
        word = b""
        while len(word) <= 10:
            c = self.fp.read(1)
            if not c:
                break
            if c in b" \t\n\r\f\v":
                if word:
                    return word
            elif c == b"#":
                while c and c not in b"\r\n":
                    c = self.fp.read(1)
            else:
                word += c
        if not word:
            raise ValueError("Reached EOF while reading header")
        if len(word) > 10:
            raise ValueError(f"Token too long in file header: {word.decode()}")
        return word

    def _open(self):
        magic = self.fp.read(2)
        if magic not in _KINDS:
            raise SyntaxError("not a PPM file")
        self._magic = magic
        self._mode = _KINDS[magic]
        self._size = int(self._token()), int(self._token())
        self._most = 1
        if self._mode != "1":
            self._most = int(self._token())
            if not 0 < self._most < 65536:
                raise ValueError("maxval must be greater than 0 and less than 65536")
            if self._most > 255 and self._mode == "L":
                self._mode = "I"
        self._at = self.fp.tell()

    def _decode(self):
        self.fp.seek(self._at)
        data = self.fp.read()
        width, height = self.size
        if self._magic == b"P4":
            try:
                return unpack("1", self.size, data[:(width + 7) // 8 * height], "1;I")
            except ValueError:
                raise ImageFile.truncated(len(data)) from None
        count = width * height * (3 if self.mode == "RGB" else 1)
        if self._magic in (b"P1", b"P2", b"P3"):
            text = b" ".join(line.split(b"#")[0] for line in data.split(b"\n"))
            if self._magic == b"P1":
                values = [int(chr(c)) for c in text if c in b"01"]
                values = [255 * (1 - v) for v in values]
            else:
                values = [int(word) for word in text.split()]
        elif self._most > 255:
            values = [data[i] << 8 | data[i + 1] for i in range(0, min(len(data) - 1, count * 2), 2)]
        else:
            values = data[:count]
        if len(values) < count:
            raise ImageFile.truncated(len(data) % 65536)
        values = values[:count]
        if self.mode == "I":
            core = _pil.new("I", width, height)
            core.putlist([round(v * 65535 / self._most) for v in values], 1.0, 0.0)
            return core
        if self._most not in (1, 255) or (self._most == 1 and self.mode != "1"):
            values = [min(255, round(v * 255 / self._most)) for v in values]
        return _pil.frombytes(self.mode, width, height, bytes(values))


def _save(im, fp, filename):
    heads = {"1": b"P4", "L": b"P5", "I": b"P5", "I;16": b"P5", "RGB": b"P6", "RGBA": b"P6"}
    if im.mode not in heads:
        raise OSError(f"cannot write mode {im.mode} as PPM")
    fp.write(heads[im.mode] + b"\n%d %d\n" % im.size)
    if im.mode == "1":
        fp.write(im.tobytes("raw", "1;I"))
        return
    wide = im.mode in ("I", "I;16")
    fp.write(b"65535\n" if wide else b"255\n")
    if im.mode == "RGBA":
        fp.write(im.convert("RGB").tobytes())
    else:
        fp.write(im.tobytes("raw", "I;16B") if wide else im.tobytes())


Image.register_open("PPM", PpmImageFile,
                    lambda prefix: prefix[:1] == b"P" and prefix[1:2] in b"123456"
                    and len(prefix) > 1)
Image.register_save("PPM", _save)
Image.register_extensions("PPM", [".pbm", ".pgm", ".ppm", ".pnm", ".pfm"])
Image.register_mime("PPM", "image/x-portable-anymap")
