"""PNG files. Left out: animated PNG (its first picture is read)."""

import struct
import zlib

import _pil

from . import Image, ImageFile
from .ImagePalette import ImagePalette

_MAGIC = b"\x89PNG\r\n\x1a\n"
MAX_TEXT_CHUNK = 1024 * 1024
# Of each depth and colour type: mode, samples.
_KINDS = {
    (1, 0): ("1", 1), (2, 0): ("L", 1), (4, 0): ("L", 1), (8, 0): ("L", 1), (16, 0): ("I;16", 1),
    (8, 4): ("LA", 2), (16, 4): ("RGBA", 2), (8, 2): ("RGB", 3), (16, 2): ("RGB", 3),
    (1, 3): ("P", 1), (2, 3): ("P", 1), (4, 3): ("P", 1), (8, 3): ("P", 1),
    (8, 6): ("RGBA", 4), (16, 6): ("RGBA", 4),
}


class iTXt(str):
    """International text of a chunk, with its language and translated keyword."""

    def __new__(cls, text, lang=None, tkey=None):
        self = str.__new__(cls, text)
        self.lang, self.tkey = lang, tkey
        return self


class PngInfo:
    """Chunks to write."""

    def __init__(self):
        self.chunks = []

    def add(self, cid, data, after_idat=False):
        """Add a chunk."""
        self.chunks.append((cid, data, after_idat))

    def add_itxt(self, key, value, lang="", tkey="", zip=False):
        """Add international text."""
        key = key.encode("latin-1", "strict") if isinstance(key, str) else key
        value = value.encode("utf-8") if isinstance(value, str) else value
        lang = lang.encode("utf-8") if isinstance(lang, str) else lang
        tkey = tkey.encode("utf-8") if isinstance(tkey, str) else tkey
        head = key + (b"\0\x01\0" if zip else b"\0\0\0") + lang + b"\0" + tkey + b"\0"
        self.add(b"iTXt", head + (zlib.compress(value) if zip else value))

    def add_text(self, key, value, zip=False):
        """Add text."""
        if isinstance(value, iTXt):
            return self.add_itxt(key, value, value.lang or "", value.tkey or "", bool(zip))
        if not isinstance(value, bytes):
            try:
                value = value.encode("latin-1", "strict")
            except UnicodeError:
                return self.add_itxt(key, value, zip=bool(zip))
        if not isinstance(key, bytes):
            key = key.encode("latin-1", "strict")
        if zip:
            self.add(b"zTXt", key + b"\0\0" + zlib.compress(value))
        else:
            self.add(b"tEXt", key + b"\0" + value)


def _inflate(data):
    """Compressed text, within a limit."""
    part = zlib.decompressobj()
    text = part.decompress(data, MAX_TEXT_CHUNK)
    if part.unconsumed_tail:
        raise ValueError("Decompressed data too large for PngImagePlugin.MAX_TEXT_CHUNK")
    return text


class PngImageFile(ImageFile.ImageFile):
    """A PNG file."""

    format = "PNG"
    format_description = "Portable network graphics"

    def _open(self):
        fp = self.fp
        if fp.read(8) != _MAGIC:
            raise SyntaxError("not a PNG file")
        self.text = {}
        self._palette = None
        self._depth = self._interlaced = None
        while True:
            cid, data, length = self._chunk()
            if cid is None or cid in (b"IDAT", b"IEND"):
                break
            self._note(cid, data)
        if cid is None:
            if self._depth is None:
                raise SyntaxError("broken PNG file")
        self._idat = data if cid == b"IDAT" else b""
        if self._mode == "P" and self._palette is not None:
            self.palette = ImagePalette("RGB", bytearray(self._palette))
        self.n_frames = 1
        self.is_animated = False

    def _chunk(self, skip_body=False):
        """The next chunk: name, bytes, length."""
        head = self.fp.read(8)
        if len(head) < 8:
            return None, b"", 0
        length, cid = struct.unpack(">I4s", head)
        if cid == b"IDAT" and not skip_body:
            self._idat_at = self.fp.tell() - 8
            return cid, b"", length
        if length > 1 << 30:
            raise SyntaxError("broken PNG file")
        data = self.fp.read(length)
        check = self.fp.read(4)
        if len(data) < length or len(check) < 4:
            if self._depth is None:
                raise OSError("Truncated File Read")
            return None, data, length
        if struct.unpack(">I", check)[0] != zlib.crc32(cid + data) & 0xFFFFFFFF:
            if cid[0] & 0x20 == 0:
                raise SyntaxError(f"broken PNG file (bad header checksum in {cid!r})")
        return cid, data, length

    def _note(self, cid, data):
        """What a chunk before the pixels says."""
        info = self.info
        if cid == b"IHDR":
            if len(data) < 13:
                raise ValueError("Truncated IHDR chunk")
            width, height, depth, colour, compression, filtering, interlaced = struct.unpack(
                ">IIBBBBB", data[:13])
            if (depth, colour) in _KINDS:
                self._mode, self._samples = _KINDS[depth, colour]
            self._size = width, height
            self._depth, self._colour = depth, colour
            self._interlaced = bool(interlaced)
            if interlaced:
                info["interlace"] = 1
            if filtering:
                raise SyntaxError("unknown filter category")
        elif cid == b"PLTE":
            self._palette = data
        elif cid == b"tRNS":
            if self._mode == "P":
                clear = data.find(b"\0")
                simple = clear >= 0 and data[:clear] + data[clear + 1:] == b"\xff" * (len(data) - 1)
                info["transparency"] = clear if simple else data
            elif self._mode in ("1", "L", "I;16"):
                info["transparency"] = struct.unpack(">H", data[:2])[0]
            elif self._mode == "RGB":
                info["transparency"] = struct.unpack(">HHH", data[:6])
        elif cid == b"gAMA" and len(data) >= 4:
            info["gamma"] = struct.unpack(">I", data[:4])[0] / 100000.0
        elif cid == b"sRGB" and data:
            info["srgb"] = data[0]
        elif cid == b"pHYs" and len(data) >= 9:
            x, y, unit = struct.unpack(">IIB", data[:9])
            if unit == 1:
                info["dpi"] = x * 0.0254, y * 0.0254
            elif unit == 0:
                info["aspect"] = x, y
        elif cid == b"eXIf":
            info["exif"] = b"Exif\0\0" + data
        elif cid == b"iCCP":
            name, _, rest = data.partition(b"\0")
            try:
                info["icc_profile"] = _inflate(rest[1:])
            except (ValueError, zlib.error):
                info["icc_profile"] = None
        elif cid in (b"tEXt", b"zTXt", b"iTXt"):
            self._note_text(cid, data)

    def _note_text(self, cid, data):
        key, _, rest = data.partition(b"\0")
        if cid == b"tEXt":
            text = rest.decode("latin-1", "replace")
        elif cid == b"zTXt":
            try:
                text = _inflate(rest[1:]).decode("latin-1", "replace")
            except zlib.error:
                text = ""
        else:
            try:
                zipped = rest[0]
                lang, tkey, value = rest[2:].split(b"\0", 2)
                value = _inflate(value) if zipped else value
                text = iTXt(value.decode("utf-8"), lang.decode("utf-8"), tkey.decode("utf-8"))
            except (ValueError, IndexError, zlib.error):
                return
        key = key.decode("latin-1", "strict")
        self.info[key] = self.text[key] = text

    def _decode(self):
        fp = self.fp
        if fp is None:
            raise ValueError("Operation on closed image")
        parts = []
        if getattr(self, "_idat_at", None) is not None:
            fp.seek(self._idat_at)
            while True:
                head = fp.read(8)
                if len(head) < 8:
                    break
                length, cid = struct.unpack(">I4s", head)
                if cid == b"IEND":
                    break
                body = fp.read(min(length, 1 << 31))
                fp.read(4)
                if cid == b"IDAT":
                    parts.append(body)
                elif cid[0] & 0x20:
                    self._note(cid, body)
        width, height = self.size
        bits = self._depth * self._samples
        limit = height * ((width * bits + 7) // 8 + 1) + 16 * height + 4096
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(b"".join(parts), limit)
        except zlib.error:
            raise OSError("broken data stream when reading image file") from None
        samples, whole = _pil.png_unpack(
            data, width, height, self._depth, self._samples, self._interlaced)
        if not whole and not ImageFile.LOAD_TRUNCATED_IMAGES:
            raise ImageFile.truncated()
        return _picture(self._mode, self._depth, self._samples, self.size, samples)


def _picture(mode, depth, samples, size, data):
    """The native picture of unpacked samples."""
    if depth == 16:
        if samples == 1:
            return _pil.frombytes("I;16B", *size, data).convert("I;16", False)
        data = data[::2]
        if samples == 2:
            return _pil.frombytes("LA", *size, data).convert("RGBA", False)
    if mode == "1":
        data = data.translate(bytes([0]) + bytes([255]) * 255)
    elif mode == "L" and depth < 8:
        top = (1 << depth) - 1
        data = data.translate(bytes(min(255, i * 255 // top) for i in range(256)))
    return _pil.frombytes(mode, *size, data)


_OUT = {"1": (1, 0), "L": (8, 0), "LA": (8, 4), "I": (16, 0), "I;16": (16, 0), "I;16B": (16, 0),
        "P": (8, 3), "RGB": (8, 2), "RGBA": (8, 6)}


def _chunk(fp, cid, *data):
    body = b"".join(data)
    fp.write(struct.pack(">I", len(body)) + cid + body)
    fp.write(struct.pack(">I", zlib.crc32(cid + body) & 0xFFFFFFFF))


putchunk = _chunk


def _rows(im, depth):
    """The bytes of the rows, the bytes of one, and of one pixel."""
    if im.mode == "1":
        from ._raw import pack
        return pack(im.im, "1"), (im.width + 7) // 8, 1
    if im.mode in ("I", "I;16", "I;16B"):
        return im.im.convert("I;16B", False).tobytes(), im.width * 2, 2
    if depth < 8:
        data = im.im.tobytes()
        out = bytearray()
        per = 8 // depth
        for start in range(0, len(data), im.width):
            row = data[start:start + im.width]
            for i in range(0, len(row), per):
                byte = 0
                for k, v in enumerate(row[i:i + per]):
                    byte |= v << (8 - depth * (k + 1))
                out.append(byte)
        return bytes(out), (im.width * depth + 7) // 8, 1
    step = len(im.getbands())
    return im.im.tobytes(), im.width * step, step


def _save(im, fp, filename):
    info = im.encoderinfo
    if im.mode not in _OUT:
        raise OSError(f"cannot write mode {im.mode} as PNG")
    depth, colour = _OUT[im.mode]
    if im.mode == "P":
        palette = im.palette.rgba()
        count = max(min(len(im.palette.palette) // len(im.palette.mode), 256), 1)
        if "bits" in info:
            count = min(1 << info["bits"], 256)
        depth = 1 if count <= 2 else 2 if count <= 4 else 4 if count <= 16 else 8
        extrema = im.getextrema()
        if extrema and extrema[1] >= 1 << depth:
            depth, count = 8, 256
    fp.write(_MAGIC)
    _chunk(fp, b"IHDR", struct.pack(">IIBBBBB", im.width, im.height, depth, colour, 0, 0, 0))
    icc = info.get("icc_profile", im.info.get("icc_profile"))
    if icc:
        _chunk(fp, b"iCCP", b"ICC Profile\0\0", zlib.compress(icc))
    extra = info.get("pnginfo")
    early = [c for c in extra.chunks if c[0] not in (b"PLTE",) and not c[2]] if extra else []
    for cid, data, _ in early:
        _chunk(fp, cid, data)
    if im.mode == "P":
        _chunk(fp, b"PLTE", b"".join(palette[i * 4:i * 4 + 3] for i in range(count)))
    clear = info.get("transparency", im.info.get("transparency"))
    if clear is not None:
        if im.mode == "P":
            if isinstance(clear, bytes):
                _chunk(fp, b"tRNS", clear[:count])
            else:
                clear = max(0, min(255, clear))
                _chunk(fp, b"tRNS", b"\xff" * clear + b"\0")
        elif im.mode in ("1", "L", "I", "I;16"):
            _chunk(fp, b"tRNS", struct.pack(">H", max(0, min(65535, clear))))
        elif im.mode == "RGB":
            _chunk(fp, b"tRNS", struct.pack(">HHH", *clear))
        elif "transparency" in info:
            raise OSError("cannot use transparency for this mode")
    elif im.mode == "P" and im.palette.mode == "RGBA":
        _chunk(fp, b"tRNS", bytes(palette[i * 4 + 3] for i in range(count)))
    dpi = info.get("dpi")
    if dpi:
        _chunk(fp, b"pHYs", struct.pack(
            ">IIB", int(dpi[0] / 0.0254 + 0.5), int(dpi[1] / 0.0254 + 0.5), 1))
    exif = info.get("exif")
    if exif:
        exif = exif if isinstance(exif, bytes) else exif.tobytes()
        _chunk(fp, b"eXIf", exif[6:] if exif.startswith(b"Exif\0\0") else exif)
    data, stride, step = _rows(im, depth)
    plain = im.mode in ("1", "P")
    level = 9 if info.get("optimize") else info.get("compress_level", -1)
    packed = zlib.compress(_pil.png_filter(data, stride, step, plain), level)
    for start in range(0, max(len(packed), 1), 65536):
        _chunk(fp, b"IDAT", packed[start:start + 65536])
    for cid, body, late in extra.chunks if extra else []:
        if late:
            _chunk(fp, cid, body)
    _chunk(fp, b"IEND", b"")


Image.register_open("PNG", PngImageFile, lambda prefix: prefix.startswith(_MAGIC))
Image.register_save("PNG", _save)
Image.register_extensions("PNG", [".png", ".apng"])
Image.register_mime("PNG", "image/png")
