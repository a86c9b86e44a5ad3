"""GIF files, animated ones too. Frames after the first are read as RGB or RGBA, as Pillow does."""

import struct

import _pil

from . import Image, ImageFile
from .ImagePalette import ImagePalette


class GifImageFile(ImageFile.ImageFile):
    """A GIF file."""

    format = "GIF"
    format_description = "Compuserve GIF"

    def _open(self):
        head = self.fp.read(13)
        if head[:6] not in (b"GIF87a", b"GIF89a") or len(head) < 13:
            raise SyntaxError("not a GIF file")
        self.info["version"] = head[:6]
        self._size = struct.unpack("<HH", head[6:10])
        flags, background = head[10], head[11]
        self._global = None
        if flags & 128:
            self.info["background"] = background
            self._global = self.fp.read(3 << (flags & 7) + 1)
        self._frames = None
        self._first = self.fp.tell()
        self._frame = 0
        self._shown = None
        self._frame_list = []
        self._done = False
        if not self._more():
            raise EOFError("image not found in GIF frame")
        self._set_mode(0)

    def _blocks(self):
        """The bytes of the blocks that follow."""
        out = []
        while True:
            size = self.fp.read(1)
            if not size or size == b"\0":
                return b"".join(out)
            out.append(self.fp.read(size[0]))

    def _more(self):
        """Read on to the next frame; false at the end."""
        if self._done:
            return False
        fp = self.fp
        if self._frame_list:
            fp.seek(self._next)
        info = {}
        disposal = 0
        while True:
            c = fp.read(1)
            if not c or c == b";":
                self._done = True
                return False
            if c == b"!":
                label = fp.read(1)
                if label == b"\xf9":
                    body = self._blocks()
                    if len(body) >= 4:
                        if body[0] & 1:
                            info["transparency"] = body[3]
                        info["duration"] = struct.unpack("<H", body[1:3])[0] * 10
                        disposal = body[0] >> 2 & 7
                elif label == b"\xfe":
                    info["comment"] = info.get("comment", b"") + self._blocks()
                elif label == b"\xff":
                    at = fp.tell()
                    name = fp.read(12)[1:]
                    info["extension"] = name, at
                    body = self._blocks()
                    if name == b"NETSCAPE2.0" and len(body) >= 3 and body[0] == 1:
                        self.info["loop"] = struct.unpack("<H", body[1:3])[0]
                else:
                    self._blocks()
            elif c == b",":
                body = fp.read(9)
                if len(body) < 9:
                    self._done = True
                    return False
                x, y, w, h, flags = struct.unpack("<HHHHB", body)
                palette = fp.read(3 << (flags & 7) + 1) if flags & 128 else self._global
                bits = fp.read(1)
                at = fp.tell()
                self._blocks()
                self._next = fp.tell()
                if not self._frame_list:
                    self._size = max(self._size[0], x + w), max(self._size[1], y + h)
                self._frame_list.append({
                    "box": (x, y, x + w, y + h), "palette": palette, "interlaced": flags & 64,
                    "bits": bits[0] if bits else 8, "at": at, "info": info, "disposal": disposal})
                return True

    def _set_mode(self, number):
        frame = self._frame_list[number]
        palette = frame["palette"]
        for key in ("transparency", "duration", "comment", "extension"):
            if key in frame["info"]:
                self.info[key] = frame["info"][key]
            elif key in self.info:
                del self.info[key]
        if palette is None or _grey(palette):
            self._mode = "L"
        else:
            self._mode = "P"
            self.palette = ImagePalette("RGB", bytearray(palette))
        self.disposal_method = frame["disposal"]

    @property
    def n_frames(self):
        """The number of frames."""
        if self.fp is not None:
            while self._more():
                pass
        return len(self._frame_list)

    @property
    def is_animated(self):
        """Whether there are several frames."""
        if len(self._frame_list) < 2 and self.fp is not None:
            self._more()
        return len(self._frame_list) > 1

    def tell(self):
        return self._frame

    def seek(self, frame):
        if frame == self._frame:
            return
        while frame >= len(self._frame_list) and self._more():
            pass
        if not 0 <= frame < len(self._frame_list):
            raise EOFError("no more images in GIF file")
        self._compose(frame)

    def _indexes(self, frame):
        """The indexes of a frame as rows in order."""
        self.fp.seek(frame["at"])
        x0, y0, x1, y1 = frame["box"]
        w, h = x1 - x0, y1 - y0
        data = _pil.lzw_decode(self._blocks(), frame["bits"], w * h)
        if len(data) < w * h:
            if not ImageFile.LOAD_TRUNCATED_IMAGES:
                raise ImageFile.truncated(0)
            data += bytes(w * h - len(data))
        if frame["interlaced"]:
            order = [y for start, step in ((0, 8), (4, 8), (2, 4), (1, 2))
                     for y in range(start, h, step)]
            rows = [b""] * h
            for i, y in enumerate(order):
                rows[y] = data[i * w:(i + 1) * w]
            data = b"".join(rows)
        return _pil.frombytes("L", w, h, data)

    def _decode(self):
        frame = self._frame_list[0]
        part = self._indexes(frame)
        if frame["box"] == (0, 0) + self.size:
            core = part
        else:
            core = _pil.new("L", *self.size)
            core.fill(frame["info"].get("transparency", self.info.get("background", 0)))
            core.paste(part, list(frame["box"]), None)
        return core if self._mode == "L" else core.relabel("P")

    def _coloured(self, number):
        """A frame in colours, and where it is to be seen."""
        frame = self._frame_list[number]
        part = self._indexes(frame)
        palette = frame["palette"] or bytes(i // 3 for i in range(768))
        rgba = ImagePalette("RGB", palette).rgba()
        colours = part.relabel("P").from_palette("RGB", rgba)
        clear = frame["info"].get("transparency")
        if clear is None:
            return colours, None
        mask = part.look_up([0 if i == clear else 255 for i in range(256)], "L")
        return colours, mask

    def _compose(self, wanted):
        """All frames up to one, put over each other."""
        start = self._frame
        if self._shown is None or wanted < start:
            start = 0
            self._shown = None
        canvas = self._shown
        if canvas is None:
            canvas = _pil.new("RGBA", *self.size)
            self._paint(canvas, 0)
        for number in range(start + 1, wanted + 1):
            before = self._frame_list[number - 1]
            if before["disposal"] == 2:
                canvas.paste((0, 0, 0, 0), list(before["box"]), None)
            elif before["disposal"] == 3 and number > 1:
                canvas = self._kept.copy()
            self._kept = canvas.copy()
            self._paint(canvas, number)
        self._shown = canvas
        self._frame = wanted
        self._set_mode(wanted)
        if wanted == 0:
            self._im = None
            self._shown = None
            self.load()
            return
        opaque = canvas.extrema()[3][0] == 255
        self.info.pop("transparency", None)
        self._im = canvas.convert("RGB", False) if opaque else canvas.copy()
        self._mode = self._im.mode
        self.palette = None

    def _paint(self, canvas, number):
        colours, mask = self._coloured(number)
        canvas.paste(colours.convert("RGBA", False), list(self._frame_list[number]["box"]), mask)

    def _loaded(self):
        """The file is needed for the other frames."""


def _grey(palette):
    return all(palette[i * 3:i * 3 + 3] == bytes([i]) * 3 for i in range(len(palette) // 3))


def _indexed(im):
    """A picture as L or P, for writing."""
    if im.mode in ("L", "P"):
        return im
    if im.mode == "1":
        return im.convert("L")
    if im.mode in ("RGBA", "LA", "PA"):
        im = im.convert("RGBA")
        alpha = im.getchannel("A")
        if im.getextrema()[3][0] == 255:
            return im.convert("RGB").quantize(256)
        out = im.convert("RGB").quantize(255)
        clear = len(out.palette.palette) // 3
        out.palette.palette = bytearray(out.palette.palette) + b"\0\0\0"
        out.paste(clear, (0, 0) + out.size, alpha.point(lambda v: 255 if v < 128 else 0))
        out.info["transparency"] = clear
        return out
    return im.convert("RGB").quantize(256)


def _frame(fp, im, info, palette=None):
    """Write a frame."""
    clear = info.get("transparency", im.info.get("transparency"))
    duration = int(info.get("duration", 0) or 0) // 10
    disposal = int(info.get("disposal", 0))
    if isinstance(clear, bytes):
        clear = clear.find(b"\0")
    has_clear = isinstance(clear, int) and 0 <= clear < 256
    if has_clear or duration or disposal:
        fp.write(b"!\xf9\x04" + struct.pack(
            "<BHBB", int(has_clear) + (disposal << 2), duration, clear if has_clear else 0, 0))
    comment = info.get("comment")
    if comment:
        comment = comment.encode() if isinstance(comment, str) else comment
        fp.write(b"!\xfe")
        for i in range(0, len(comment), 255):
            part = comment[i:i + 255]
            fp.write(bytes([len(part)]) + part)
        fp.write(b"\0")
    table, depth = _table(im)
    local = palette is not None and table != palette
    flags = 128 + depth if local else 0
    fp.write(b"," + struct.pack("<HHHHB", 0, 0, im.width, im.height, flags))
    if local:
        fp.write(table)
    fp.write(b"\x08")
    data = _pil.lzw_encode(im.im.tobytes(), 8)
    for i in range(0, len(data), 255):
        part = data[i:i + 255]
        fp.write(bytes([len(part)]) + part)
    fp.write(b"\0")


def _table(im):
    """The table of colours, and its size for the flags."""
    if im.mode == "L":
        return bytes(i // 3 for i in range(768)), 7
    rgba = im.palette.rgba()
    count = max(1, len(im.palette.palette) // len(im.palette.mode))
    depth = 0
    while (2 << depth) < count:
        depth += 1
    return b"".join(rgba[i * 4:i * 4 + 3] if i < count else b"\0\0\0"
                    for i in range(2 << depth)), depth


def _save(im, fp, filename, frames=()):
    info = dict(im.encoderinfo)
    first = _indexed(im)
    table, depth = _table(first)
    fp.write(b"GIF89a" if frames or "transparency" in first.info or info.get("duration")
             or info.get("comment") or "loop" in info else b"GIF87a")
    fp.write(struct.pack("<HHBBB", im.width, im.height, 128 + depth,
                         info.get("background", im.info.get("background", 0)) or 0, 0))
    fp.write(table)
    if "loop" in info and info["loop"] is not None:
        fp.write(b"!\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", info["loop"]) + b"\0")
    durations = info.get("duration", im.info.get("duration", 0))
    for i, frame in enumerate([first, *frames]):
        one = dict(info)
        one["duration"] = durations[i] if isinstance(durations, (list, tuple)) else durations
        if isinstance(info.get("disposal"), (list, tuple)):
            one["disposal"] = info["disposal"][i]
        if i:
            one.pop("comment", None)
        _frame(fp, frame, one, table)
    fp.write(b";")


def _save_all(im, fp, filename):
    from . import ImageSequence
    frames = []
    first = True
    for picture in [im, *im.encoderinfo.get("append_images", [])]:
        for frame in ImageSequence.Iterator(picture):
            if first:
                first = False
                continue
            frame.load()
            frames.append(_indexed(frame.copy()))
    if hasattr(im, "n_frames"):
        im.seek(0)
    _save(im, fp, filename, frames)


Image.register_open("GIF", GifImageFile, lambda p: p.startswith((b"GIF87a", b"GIF89a")))
Image.register_save("GIF", _save)
Image.register_save_all("GIF", _save_all)
Image.register_extension("GIF", ".gif")
Image.register_mime("GIF", "image/gif")
