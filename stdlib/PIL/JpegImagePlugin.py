"""JPEG files. Left out: arithmetic coding, CMYK for reading (it is read as RGB).

draft() decodes whole and then takes means of blocks: sizes are Pillow's, pixels come near.
"""

import struct

import _pil

from . import Image, ImageFile

# Named qualities: the number, and the thinning of colour.
_PRESETS = {"web_low": (10, 2), "web_medium": (30, 2), "web_high": (60, 0),
            "web_very_high": (80, 0), "web_maximum": (95, 0), "low": (25, 2), "medium": (45, 2),
            "high": (75, 0), "maximum": (92, 0)}


class JpegImageFile(ImageFile.ImageFile):
    """A JPEG file."""

    format = "JPEG"
    format_description = "JPEG (ISO 10918)"

    def _open(self):
        fp = self.fp
        start = fp.read(3)
        if start != b"\xff\xd8\xff":
            raise SyntaxError("not a JPEG file")
        self.app = {}
        self.applist = []
        self._scale = None
        self.bits = self.layers = 0
        data = b"\xff"
        while True:
            byte = data[:1] or fp.read(1)
            data = b""
            if not byte:
                raise OSError("Truncated File Read")
            if byte != b"\xff":
                continue
            marker = fp.read(1)
            while marker == b"\xff":
                marker = fp.read(1)
            if not marker:
                raise OSError("Truncated File Read")
            code = marker[0]
            if code in (0, 1) or 0xD0 <= code <= 0xD8:
                continue
            if code == 0xD9:
                raise SyntaxError("no pixels")
            size = fp.read(2)
            if len(size) < 2:
                raise OSError("Truncated File Read")
            length = struct.unpack(">H", size)[0] - 2
            body = fp.read(max(length, 0))
            if len(body) < length:
                raise OSError("Truncated File Read")
            if code == 0xDA:
                break
            self._segment(code, body)
        if not self._mode:
            raise SyntaxError("no frame")

    def _segment(self, code, body):
        """What a segment of the head says."""
        info = self.info
        if code in (0xC0, 0xC1, 0xC2):
            self.bits, height, width, self.layers = struct.unpack(">BHHB", body[:6])
            self._size = width, height
            if self.bits != 8:
                raise SyntaxError(f"cannot handle {self.bits}-bit layers")
            modes = {1: "L", 3: "RGB", 4: "CMYK"}
            if self.layers not in modes:
                raise SyntaxError(f"cannot handle {self.layers}-layer images")
            self._mode = modes[self.layers]
            self.layer = [(body[i], body[i + 1] // 16, body[i + 1] & 15, body[i + 2])
                          for i in range(6, len(body) - 2, 3)]
            if code == 0xC2:
                info["progressive"] = info["progression"] = 1
        elif code == 0xE0 and body.startswith(b"JFIF") and len(body) >= 12:
            version = struct.unpack(">H", body[5:7])[0]
            info["jfif"] = version
            info["jfif_version"] = divmod(version, 256)
            unit = body[7]
            density = struct.unpack(">HH", body[8:12])
            if unit == 1:
                info["dpi"] = density
            elif unit == 2:
                info["dpi"] = tuple(d * 2.54 for d in density)
            info["jfif_unit"] = unit
            info["jfif_density"] = density
        elif code == 0xE1 and body.startswith(b"Exif\0\0"):
            info["exif"] = info.get("exif", b"") + (body if "exif" not in info else body[6:])
        elif code == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            info["icc_profile"] = info.get("icc_profile", b"") + body[14:]
        elif code == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
            info["adobe"] = struct.unpack(">H", body[5:7])[0]
            info["adobe_transform"] = body[11]
        elif code == 0xFE:
            info["comment"] = body
        if 0xE0 <= code <= 0xEF:
            name = f"APP{code - 0xE0}"
            self.app[name] = body
            self.applist.append((name, body))
        elif code == 0xFE:
            self.app["COM"] = body
            self.applist.append(("COM", body))

    def draft(self, mode, size):
        """Load smaller (by 2, 4 or 8, not below `size`) and as L or YCbCr, if `mode` is that.

        The mode and the box of the picture within the smaller one; None if it is loaded or drafted
        already.
        """
        if self._im is not None or self._scale is not None:
            return None
        if self.mode == "RGB" and mode in ("L", "YCbCr"):
            self._mode = mode
        width, height = self.size
        self._scale = 1
        if size:
            wanted = min(width // size[0], height // size[1])
            self._scale = next((step for step in (8, 4, 2) if wanted >= step), 1)
            self._size = -(-width // self._scale), -(-height // self._scale)
        return self.mode, (0, 0, width / self._scale, height / self._scale)

    def _decode(self):
        data = self._data()
        if data.rfind(b"\xff\xd9") < 0 and not ImageFile.LOAD_TRUNCATED_IMAGES:
            left = len(data) - data.rfind(b"\xff\xda") if data.rfind(b"\xff\xda") >= 0 else 0
            raise ImageFile.truncated(left % 65536 or 1)
        try:
            core = _pil.decode("JPEG", data)
        except MemoryError:
            raise
        except OSError:
            raise OSError("broken data stream when reading image file") from None
        if core.mode != self.mode:
            core = core.convert(self.mode, False)
        if self._scale is not None and self._scale > 1:
            core = core.reduce(self._scale, self._scale, [0, 0, *core.size])
        return core


def _subsampling(info, default):
    value = info.get("subsampling", -1)
    names = {"4:4:4": 0, "4:2:2": 1, "4:2:0": 2, "4:1:1": 2, "keep": -1}
    if isinstance(value, str):
        if value not in names:
            raise ValueError("Invalid subsampling setting")
        value = names[value]
    return default if value == -1 else value


def _save(im, fp, filename):
    if im.width == 0 or im.height == 0:
        raise ValueError("cannot write empty image as JPEG")
    if im.mode not in ("1", "L", "RGB", "RGBX", "CMYK", "YCbCr"):
        raise OSError(f"cannot write mode {im.mode} as JPEG")
    info = im.encoderinfo
    quality = info.get("quality", -1)
    sampling = 2
    if quality == "keep":
        if im.format != "JPEG":
            raise ValueError("Cannot use 'keep' when original image is not a JPEG")
        quality = 75
    elif isinstance(quality, str):
        if quality not in _PRESETS:
            raise ValueError("Invalid quality setting")
        quality, sampling = _PRESETS[quality]
    elif not isinstance(quality, int):
        raise ValueError("Invalid quality setting")
    if quality == -1:
        quality = 75
    if "qtables" in info:
        raise ValueError("qtables: quantization tables of one's own cannot be written here")
    segments = []
    comment = info.get("comment", im.info.get("comment"))
    if comment:
        comment = comment.encode() if isinstance(comment, str) else comment
    exif = info.get("exif", b"")
    exif = exif if isinstance(exif, bytes) else exif.tobytes()
    if exif:
        exif = exif if exif.startswith(b"Exif\0\0") else b"Exif\0\0" + exif
        if len(exif) > 65533:
            raise ValueError("EXIF data is too long")
        segments.append((1, exif))
    icc = info.get("icc_profile", im.info.get("icc_profile")) or b""
    count = (len(icc) + 65518) // 65519
    for i in range(count):
        part = icc[i * 65519:(i + 1) * 65519]
        segments.append((2, b"ICC_PROFILE\0" + bytes([i + 1, count]) + part))
    dpi = [round(v) for v in info.get("dpi", (0, 0))]
    core = im.im.convert("L", False) if im.mode == "1" else im.im
    if im.mode == "CMYK":
        core = core.invert()
    data = _pil.encode_jpeg(
        core, min(max(quality, 1), 100),
        bool(info.get("progressive", info.get("progression", False))),
        bool(info.get("optimize", False)), _subsampling(info, sampling), dpi, segments)
    # The head says which version of JFIF this is: the first.
    if data[6:11] == b"JFIF\0":
        data = data[:11] + b"\1\1" + data[13:]
    if comment:
        at = 4 + struct.unpack(">H", data[4:6])[0]
        data = data[:at] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + data[at:]
    fp.write(data)


Image.register_open("JPEG", JpegImageFile, lambda prefix: prefix.startswith(b"\xff\xd8\xff"))
Image.register_save("JPEG", _save)
Image.register_extensions("JPEG", [".jfif", ".jpe", ".jpg", ".jpeg"])
Image.register_mime("JPEG", "image/jpeg")
