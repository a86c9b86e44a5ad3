"""TIFF files: read through the decoder, written uncompressed. Left out: further pages, and
compression for writing."""

import struct

import _pil

from . import Image, ImageFile


class TiffImageFile(ImageFile.ImageFile):
    """A TIFF file."""

    format = "TIFF"
    format_description = "Adobe TIFF"

    def _open(self):
        data = self._data()
        width, height, mode = _pil.head("TIFF", data)
        self._size = width, height
        self._mode = mode
        self.n_frames = 1
        self.is_animated = False
        self.info["compression"] = "raw"
        order = "<" if data[:2] == b"II" else ">"
        tags = _tags(data, order)
        names = {1: "raw", 5: "tiff_lzw", 6: "tiff_jpeg", 7: "jpeg", 8: "tiff_adobe_deflate",
                 32773: "packbits", 32946: "tiff_deflate"}
        self.info["compression"] = names.get(tags.get(259, 1), "raw")
        self._one = mode == "L" and tags.get(258, 1) == 1
        if self._one:
            self._mode = "1"

    def _decode(self):
        try:
            core = _pil.decode("TIFF", self._data())
        except MemoryError:
            raise
        except OSError:
            raise ImageFile.truncated() from None
        return core.relabel("1") if self._one else core


def _tags(data, order):
    """Small numbers of the first directory."""
    found = {}
    try:
        at = struct.unpack(order + "I", data[4:8])[0]
        count = struct.unpack(order + "H", data[at:at + 2])[0]
        for i in range(min(count, 1000)):
            tag, kind, n = struct.unpack(order + "HHI", data[at + 2 + i * 12:at + 10 + i * 12])
            if kind == 3 and n == 1:
                found[tag] = struct.unpack(order + "H", data[at + 10 + i * 12:at + 12 + i * 12])[0]
    except struct.error:
        pass
    return found


_KINDS = {"1": (1, [1], 1), "L": (1, [8], 1), "LA": (1, [8, 8], 1), "P": (3, [8], 1),
          "I": (1, [32], 2), "I;16": (1, [16], 1), "F": (1, [32], 3), "RGB": (2, [8] * 3, 1),
          "RGBX": (2, [8] * 4, 1), "RGBA": (2, [8] * 4, 1), "CMYK": (5, [8] * 4, 1)}


def _save(im, fp, filename):
    if im.mode not in _KINDS:
        raise OSError(f"cannot write mode {im.mode} as TIFF")
    compression = im.encoderinfo.get("compression", "raw")
    if compression not in (None, "raw"):
        raise OSError(f"compression {compression} cannot be written here")
    photometric, bits, kind = _KINDS[im.mode]
    data = im.tobytes()
    dpi = im.encoderinfo.get("dpi")
    entries = [(256, 4, [im.width]), (257, 4, [im.height]), (258, 3, bits), (259, 3, [1]),
               (262, 3, [photometric]), (273, 4, [0]), (277, 3, [len(bits)]), (278, 4, [im.height]),
               (279, 4, [len(data)])]
    if dpi:
        entries += [(282, 5, [round(dpi[0] * 1000), 1000]), (283, 5, [round(dpi[1] * 1000), 1000]),
                    (296, 3, [2])]
    if im.mode == "P":
        rgba = im.palette.rgba()
        entries.append((320, 3, [rgba[i * 4 + k] * 257 for k in range(3) for i in range(256)]))
    if im.mode in ("LA", "RGBA", "RGBX"):
        entries.append((338, 3, [0 if im.mode == "RGBX" else 2]))
    entries.append((339, 3, [kind] * len(bits)))
    table = 8 + 2 + 12 * len(entries) + 4
    extra = b""
    rows = []
    for tag, code, values in entries:
        count = len(values) // 2 if code == 5 else len(values)
        body = struct.pack(f"<{len(values)}{'H' if code == 3 else 'I'}", *values)
        if tag == 273:
            rows.append((tag, code, count, None))
        elif len(body) <= 4:
            rows.append((tag, code, count, body.ljust(4, b"\0")))
        else:
            rows.append((tag, code, count, struct.pack("<I", table + len(extra))))
            extra += body + b"\0" * (len(body) % 2)
    start = struct.pack("<I", table + len(extra))
    fp.write(b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(rows)))
    for tag, code, count, body in rows:
        fp.write(struct.pack("<HHI", tag, code, count) + (start if body is None else body))
    fp.write(struct.pack("<I", 0) + extra + data)


Image.register_open("TIFF", TiffImageFile, lambda p: p[:4] in (b"II*\0", b"MM\0*"))
Image.register_save("TIFF", _save)
Image.register_extensions("TIFF", [".tif", ".tiff"])
Image.register_mime("TIFF", "image/tiff")
