"""PIL: pictures, as Pillow has them. The work on pixels is done by the native module _pil."""

__version__ = "13.0.0"


class UnidentifiedImageError(OSError):
    """The file is of no format that is known."""
