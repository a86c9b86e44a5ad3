"""BMP files: uncompressed, of 1, 4, 8, 16, 24 and 32 bits; run lengths are read by the decoder."""

import struct

import _pil

from . import Image, ImageFile
from ._raw import unpack
from .ImagePalette import ImagePalette


class BmpImageFile(ImageFile.ImageFile):
    """A BMP file."""

    format = "BMP"
    format_description = "Windows Bitmap"

    def _open(self):
        head = self.fp.read(14)
        if head[:2] != b"BM" or len(head) < 14:
            raise SyntaxError("Not a BMP file")
        self._offset = struct.unpack("<I", head[10:14])[0]
        size = struct.unpack("<I", self.fp.read(4))[0]
        if size not in (12, 40, 52, 56, 64, 108, 124):
            raise OSError(f"Unsupported BMP header type ({size})")
        body = self.fp.read(size - 4)
        entry = 4
        compression = 0
        if size == 12:
            width, height, planes, bits = struct.unpack("<HHHH", body[:8])
            entry = 3
            used = 0
        else:
            width, height, planes, bits, compression, data, px, py, used = struct.unpack(
                "<iiHHIIiiI", body[:32])
            self.info["compression"] = compression
            self.info["dpi"] = px / 39.3701, py / 39.3701
        self._down = height < 0
        self._size = width, abs(height)
        self._bits = bits
        self._compression = compression
        modes = {1: "P", 4: "P", 8: "P", 16: "RGB", 24: "RGB", 32: "RGB"}
        if bits not in modes:
            raise OSError(f"Unsupported BMP pixel depth ({bits})")
        if compression not in (0, 1, 2, 3):
            raise OSError(f"Unsupported BMP compression ({compression})")
        self._mode = modes[bits]
        if compression == 3 and bits == 32:
            masks = body[36:52] if len(body) >= 52 else self.fp.read(12) + b"\0" * 4
            self._alpha = masks[12:16] == b"\0\0\0\xff"
            if self._alpha:
                self._mode = "RGBA"
        if self._mode == "P":
            count = used or 1 << bits
            raw = self.fp.read(entry * min(count, 256))
            colours = bytearray()
            for i in range(0, len(raw) - entry + 1, entry):
                colours += bytes((raw[i + 2], raw[i + 1], raw[i]))
            greys = all(colours[i * 3:i * 3 + 3] == bytes([v] * 3)
                        for i, v in enumerate(range(len(colours) // 3)))
            two = bytes(colours) in (b"\0\0\0\xff\xff\xff", b"\xff\xff\xff\0\0\0")
            self._grey = None
            if bits == 1 and two:
                self._mode = "1"
                self._grey = colours[0]
            elif bits == 8 and greys and len(colours) == 768:
                self._mode = "L"
            else:
                self.palette = ImagePalette("RGB", colours)

    def _decode(self):
        data = self._data()
        width, height = self.size
        bits = self._bits
        if self._compression in (1, 2):
            raise OSError("run-length BMP data cannot be read here")
        stride = (width * bits + 31) // 32 * 4
        rows = data[self._offset:]
        if len(rows) < stride * (height - 1) + (width * bits + 7) // 8:
            raise ImageFile.truncated(len(rows) % 65536)
        out = bytearray()
        step = (width * bits + 7) // 8
        order = range(height) if self._down else range(height - 1, -1, -1)
        for y in order:
            row = rows[y * stride:y * stride + step]
            if bits == 4:
                row = bytes(v for b in row for v in (b >> 4, b & 15))[:width]
            elif bits == 1:
                row = bytes(b >> k & 1 for b in row for k in range(7, -1, -1))[:width]
            elif bits == 16:
                words = struct.unpack(f"<{width}H", row)
                row = bytes(v for w in words for v in (
                    (w & 31) * 255 // 31, (w >> 5 & 31) * 255 // 31, (w >> 10 & 31) * 255 // 31))
            out += row
        out = bytes(out)
        if self.mode == "1":
            zero = self._grey
            return _pil.frombytes("1", width, height,
                                  out.translate(bytes([zero, 255 - zero]) + bytes(254)))
        if self.mode in ("L", "P"):
            return _pil.frombytes(self.mode, width, height, out)
        if bits in (16, 24):
            return unpack("RGB", self.size, out, "BGR")
        return unpack(self.mode, self.size, out, "BGRA" if self.mode == "RGBA" else "BGRX")


def _save(im, fp, filename):
    kinds = {"1": (1, 2), "L": (8, 256), "P": (8, 256), "RGB": (24, 0), "RGBA": (32, 0)}
    if im.mode not in kinds:
        raise OSError(f"cannot write mode {im.mode} as BMP")
    bits, colours = kinds[im.mode]
    if im.mode == "1":
        palette = b"\0\0\0\0\xff\xff\xff\0"
    elif im.mode == "L":
        palette = b"".join(bytes((i, i, i, 0)) for i in range(256))
    elif im.mode == "P":
        rgba = im.palette.rgba()
        palette = b"".join(bytes((rgba[i * 4 + 2], rgba[i * 4 + 1], rgba[i * 4], 0))
                           for i in range(256))
    else:
        palette = b""
    dpi = im.encoderinfo.get("dpi", im.info.get("dpi", (96, 96)))
    ppm = [int(v * 39.3701 + 0.5) for v in dpi]
    stride = (im.width * bits + 31) // 32 * 4
    step = (im.width * bits + 7) // 8
    offset = 14 + 40 + colours * 4
    total = stride * im.height
    fp.write(b"BM" + struct.pack("<III", offset + total, 0, offset))
    fp.write(struct.pack("<IiiHHIIIIII", 40, im.width, im.height, 1, bits, 0, total, ppm[0], ppm[1],
                         colours, colours))
    fp.write(palette)
    data = im.tobytes("raw", {"RGB": "BGR", "RGBA": "BGRA"}.get(im.mode, im.mode))
    for y in range(im.height - 1, -1, -1):
        fp.write(data[y * step:(y + 1) * step] + b"\0" * (stride - step))


Image.register_open("BMP", BmpImageFile, lambda prefix: prefix.startswith(b"BM"))
Image.register_save("BMP", _save)
Image.register_extension("BMP", ".bmp")
Image.register_mime("BMP", "image/bmp")
