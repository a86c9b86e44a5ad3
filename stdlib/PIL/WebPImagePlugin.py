"""WebP files. Written without loss always: the lossy way is refused by name. Left out: animation."""

import _pil

from . import Image, ImageFile


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

    def _decode(self):
        try:
            return _pil.decode("WEBP", self._data())
        except MemoryError:
            raise
        except OSError:
            raise OSError("failed to decode next frame") from None


def _save(im, fp, filename):
    info = im.encoderinfo
    if info.get("lossless") is False or "quality" in info and not info.get("lossless"):
        raise OSError("lossy WebP cannot be written here: use lossless=True")
    if im.mode not in ("RGB", "RGBA"):
        im = im.convert("RGBA" if im.has_transparency_data else "RGB")
    fp.write(_pil.encode_webp(im.im))


Image.register_open("WEBP", WebPImageFile, lambda p: p[:4] == b"RIFF" and p[8:12] == b"WEBP")
Image.register_save("WEBP", _save)
Image.register_extension("WEBP", ".webp")
Image.register_mime("WEBP", "image/webp")
