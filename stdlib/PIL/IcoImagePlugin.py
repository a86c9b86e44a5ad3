"""ICO files: several sizes of a picture, each a PNG or BMP."""

import io
import struct

from . import Image, ImageFile

_MAGIC = b"\0\0\1\0"


class IcoImageFile(ImageFile.ImageFile):
    """An ICO file; the largest picture is shown, `size` may be set to another."""

    format = "ICO"
    format_description = "Windows Icon"

    def _open(self):
        data = self._data()
        if data[:4] != _MAGIC:
            raise SyntaxError("not an ICO file")
        count = struct.unpack("<H", data[4:6])[0]
        self._entries = []
        for i in range(count):
            row = data[6 + i * 16:22 + i * 16]
            w, h, colours, _, planes, bits, size, offset = struct.unpack("<BBBBHHII", row)
            self._entries.append((w or 256, h or 256, bits, size, offset))
        self._entries.sort(key=lambda e: (e[0] * e[1], e[2]), reverse=True)
        self.info["sizes"] = {e[:2] for e in self._entries}
        self._size = self._entries[0][:2]
        self._mode = "RGBA"
        self._mode = self._picture().mode

    @property
    def size(self):
        """Width and height."""
        return self._size

    @size.setter
    def size(self, value):
        if value not in self.info["sizes"]:
            raise ValueError("This is not one of the allowed sizes of this image")
        self._size = value
        self._im = None

    def _picture(self):
        for w, h, bits, size, offset in self._entries:
            if (w, h) == self._size:
                body = self._data()[offset:offset + size]
                if body[:8] == b"\x89PNG\r\n\x1a\n":
                    return Image.open(io.BytesIO(body))
                return _bitmap(body, w, h)
        raise SyntaxError("no picture of this size")

    def _decode(self):
        im = self._picture()
        im.load()
        return im.im

    def _loaded(self):
        """The file may be needed for another size."""


def _bitmap(body, width, height):
    """A picture without a file's head, its mask after it."""
    size, w, h2, planes, bits, compression = struct.unpack("<IiiHHI", body[:20])
    used = struct.unpack("<I", body[32:36])[0]
    colours = (used or 1 << bits) if bits <= 8 else 0
    offset = 14 + size + 4 * colours
    head = b"BM" + struct.pack("<III", 0, 0, offset)
    body = body[:8] + struct.pack("<i", h2 // 2) + body[12:]
    im = Image.open(io.BytesIO(head + body))
    if bits == 32:
        start = size
        from ._raw import unpack
        core = unpack("RGBA", (w, h2 // 2), body[start:start + w * h2 * 2], "BGRA")
        return im._new(core.transpose(1))
    stride = (w + 31) // 32 * 4
    total = (w * bits + 31) // 32 * 4 * (h2 // 2)
    mask = body[size + 4 * colours + total:]
    rows = b"".join(mask[y * stride:y * stride + (w + 7) // 8] for y in range(h2 // 2 - 1, -1, -1))
    out = im.convert("RGBA")
    try:
        out.putalpha(Image.frombytes("1", (w, h2 // 2), rows, "raw", "1;I"))
    except ValueError:
        pass
    return out


def _save(im, fp, filename):
    sizes = im.encoderinfo.get("sizes", [(16, 16), (24, 24), (32, 32), (48, 48), (64, 64),
                                         (128, 128), (256, 256)])
    given = {p.size: p for p in im.encoderinfo.get("append_images", [])}
    given.setdefault(im.size, im)
    parts = []
    for size in sorted(set(tuple(s) for s in sizes)):
        if size[0] > im.width or size[1] > im.height or size[0] > 256 or size[1] > 256:
            continue
        one = given.get(size)
        if one is None:
            one = im.copy()
            one.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=None)
        data = io.BytesIO()
        one.save(data, "PNG")
        parts.append((one.size, data.getvalue()))
    fp.write(_MAGIC + struct.pack("<H", len(parts)))
    offset = 6 + 16 * len(parts)
    for (w, h), data in parts:
        fp.write(struct.pack("<BBBBHHII", w % 256, h % 256, 0, 0, 0, 32, len(data), offset))
        offset += len(data)
    for _, data in parts:
        fp.write(data)


Image.register_open("ICO", IcoImageFile, lambda p: p.startswith(_MAGIC))
Image.register_save("ICO", _save)
Image.register_extension("ICO", ".ico")
Image.register_mime("ICO", "image/x-icon")
