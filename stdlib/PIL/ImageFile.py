"""Pictures out of files: opened by their head, read when the pixels are needed."""

import _pil

from . import Image

MAXBLOCK = 65536
LOAD_TRUNCATED_IMAGES = False


class ImageFile(Image.Image):
    """A picture in a file. A format derives from it and has `_open` and `_decode`."""

    format = None

    def __init__(self, fp=None, filename=None):
        super().__init__()
        self.fp = fp
        self.filename = filename or ""
        self.decoderconfig = ()
        self.decodermaxblock = MAXBLOCK
        self.encoderinfo = {}
        self._exclusive_fp = False
        self._start = fp.tell() if fp is not None else 0
        self._open()
        if not self.mode or self.width <= 0 or self.height <= 0:
            raise SyntaxError("not identified by this driver")

    def _open(self):
        raise NotImplementedError("StubImageFile subclass must implement _open")

    def _decode(self):
        """The native picture."""
        raise NotImplementedError(f"cannot read {self.format}")

    def _data(self):
        """All bytes of the file."""
        if self.fp is None:
            raise ValueError("Operation on closed image")
        self.fp.seek(self._start)
        return self.fp.read()

    def get_format_mimetype(self):
        """The MIME type of the format."""
        return Image.MIME.get(self.format.upper()) if self.format else None

    def load(self):
        if self._im is None:
            if getattr(self, "_closed", False):
                raise ValueError("Operation on closed image")
            self._im = self._decode()
            self._mode = self._im.mode
            self._size = self._im.size
            self._loaded()
        return _pil.pixels(self, self._im)

    def _loaded(self):
        """The file is no longer needed after its only picture."""
        if self._exclusive_fp and self.fp is not None and not getattr(self, "is_animated", False):
            self.fp.close()
            self.fp = None


class StubImageFile(ImageFile):
    """A format that is known by name only."""


class Parser:
    """Feed a file's bytes piece by piece; close() gives the picture."""

    def __init__(self):
        self._parts = []
        self.image = None

    def reset(self):
        """Begin anew."""
        self._parts = []

    def feed(self, data):
        """Add bytes."""
        self._parts.append(bytes(data))
        if self.image is None:
            import io
            try:
                self.image = Image.open(io.BytesIO(b"".join(self._parts)))
            except OSError:
                pass

    def close(self):
        """The picture."""
        import io
        if not self._parts:
            raise OSError("image file is truncated")
        try:
            im = Image.open(io.BytesIO(b"".join(self._parts)))
        except OSError:
            raise OSError("cannot parse this image") from None
        im.load()
        return im


def truncated(left=None):
    """The error for a file that ends early."""
    if left is None:
        return OSError("image file is truncated")
    return OSError(f"image file is truncated ({left} bytes not processed)")
