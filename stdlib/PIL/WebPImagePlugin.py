"""WebP files, read and written with loss and without. Left out: animation."""

import _pil

from . import Image, ImageFile


_NOTES = {b"ICCP": "icc_profile", b"EXIF": "exif", b"XMP ": "xmp"}


def _chunks(data):
    """Names and contents of a file's chunks."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4:at + 8], "little")
        yield bytes(data[at:at + 4]), bytes(data[at + 8:at + 8 + size])
        at += 8 + size + size % 2


class WebPImageFile(ImageFile.ImageFile):
    """A WebP file."""

    format = "WEBP"
    format_description = "WebP image"

    def _open(self):
        width, height, mode = _pil.head("WEBP", self._data())
        self._size = width, height
        self._mode = mode
        self.n_frames = 1
        self.is_animated = False
        # What the decoder of animations tells of a single picture.
        self.info["loop"] = 1
        self.info["background"] = 255, 255, 255, 255
        for name, data in _chunks(self._data()):
            if name in _NOTES:
                self.info[_NOTES[name]] = data

    def _decode(self):
        try:
            core = _pil.decode("WEBP", self._data())
            self.info["timestamp"] = self.info["duration"] = 0
            return core
        except MemoryError:
            raise
        except OSError:
            raise OSError("failed to decode next frame") from None


def _chunk(name, data):
    """A chunk of the file, of an even length."""
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def _with_metadata(data, size, profile, exif, xmp):
    """The file with a colour profile and notes, which an extended header announces."""
    body, has_alpha = data[12:], False
    if body[:4] == b"VP8X":
        has_alpha = bool(body[8] & 16)
        body = body[18:]
    elif body[:4] == b"VP8L":
        has_alpha = bool(body[12] & 16)
    flags = 32 * bool(profile) | 16 * has_alpha | 8 * bool(exif) | 4 * bool(xmp)
    head = bytes([flags, 0, 0, 0]) + b"".join((n - 1).to_bytes(3, "little") for n in size)
    parts = [_chunk(b"VP8X", head)]
    if profile:
        parts.append(_chunk(b"ICCP", profile))
    parts.append(body)
    if exif:
        parts.append(_chunk(b"EXIF", exif))
    if xmp:
        parts.append(_chunk(b"XMP ", xmp))
    return _chunk(b"RIFF", b"WEBP" + b"".join(parts))


def _save(im, fp, filename):
    info = im.encoderinfo
    if info.get("save_all") and getattr(im, "n_frames", 1) + len(info.get("append_images", ())) > 1:
        raise OSError("animated WebP cannot be written here")
    profile = info.get("icc_profile") or b""
    exif = info.get("exif", b"")
    if isinstance(exif, Image.Exif):
        exif = exif.tobytes()
    exif = exif.removeprefix(b"Exif\0\0")
    xmp = info.get("xmp", b"")
    if im.mode not in ("RGBX", "RGBA", "RGB"):
        im = im.convert("RGBA" if im.has_transparency_data else "RGB")
    elif im.mode == "RGBX":
        im = im.convert("RGB")
    data = _pil.encode_webp(im.im, bool(info.get("lossless", False)),
                            float(info.get("quality", 80)),
                            float(info.get("alpha_quality", 100)), info.get("method", 4),
                            bool(info.get("exact", False)))
    if profile or exif or xmp:
        data = _with_metadata(data, im.size, profile, exif, xmp)
    fp.write(data)


Image.register_open("WEBP", WebPImageFile, lambda p: p[:4] == b"RIFF" and p[8:12] == b"WEBP")
Image.register_save("WEBP", _save)
Image.register_extension("WEBP", ".webp")
Image.register_mime("WEBP", "image/webp")
