"""The formats of files: which there are, and opening and saving through them."""

import builtins
import os

# Modules of formats, in the order in which a file is tried.
_MODULES = ("BmpImagePlugin", "GifImagePlugin", "JpegImagePlugin", "PpmImagePlugin",
            "PngImagePlugin", "TiffImagePlugin", "WebPImagePlugin", "IcoImagePlugin")

ID = []
OPEN = {}
MIME = {}
SAVE = {}
SAVE_ALL = {}
EXTENSION = {}
_initialized = False


def register_open(id, factory, accept=None):
    """Add a format for reading."""
    id = id.upper()
    if id not in ID:
        ID.append(id)
    OPEN[id] = factory, accept


def register_mime(id, mimetype):
    """Add a format's MIME type."""
    MIME[id.upper()] = mimetype


def register_save(id, driver):
    """Add a format for writing."""
    SAVE[id.upper()] = driver


def register_save_all(id, driver):
    """Add a format for writing several frames."""
    SAVE_ALL[id.upper()] = driver


def register_extension(id, extension):
    """Add an ending of names."""
    EXTENSION[extension.lower()] = id.upper()


def register_extensions(id, extensions):
    """Add endings of names."""
    for extension in extensions:
        register_extension(id, extension)


def registered_extensions():
    """Endings of names, and their formats."""
    init()
    return EXTENSION


def init():
    """Load all formats."""
    global _initialized
    if _initialized:
        return False
    _initialized = True
    for name in _MODULES:
        __import__("PIL." + name)
    return True


def preinit():
    """Load the usual formats."""
    init()


def _is_path(value):
    return isinstance(value, (str, bytes)) or hasattr(value, "__fspath__")


def open_image(fp, formats):
    """A picture of the first format that takes the file."""
    from . import Image, UnidentifiedImageError
    init()
    if formats is None:
        formats = ID
    elif not isinstance(formats, (list, tuple)):
        raise TypeError("formats must be a list or tuple")
    filename = ""
    owned = False
    file = fp
    if _is_path(fp):
        filename = os.fspath(fp)
        file = builtins.open(filename, "rb")
        owned = True
    else:
        try:
            file.seek(0)
        except (AttributeError, OSError, ValueError):
            import io
            file = io.BytesIO(file.read())
            owned = True
    prefix = file.read(16)
    for id in formats:
        id = id.upper()
        if id not in OPEN:
            continue
        factory, accept = OPEN[id]
        if accept is not None and not accept(prefix):
            continue
        file.seek(0)
        try:
            im = factory(file, filename)
        except (SyntaxError, IndexError, TypeError, KeyError, EOFError):
            continue
        except Image.DecompressionBombError:
            if owned:
                file.close()
            raise
        try:
            Image._decompression_bomb_check(im.size)
        except BaseException:
            if owned:
                file.close()
            raise
        im._exclusive_fp = owned
        return im
    if owned:
        file.close()
    raise UnidentifiedImageError(f"cannot identify image file {(filename or fp)!r}")


def save(im, fp, format, params):
    """Write a picture."""
    filename = ""
    opened = False
    if _is_path(fp):
        filename = os.fspath(fp)
        opened = True
    elif hasattr(fp, "name") and _is_path(fp.name):
        filename = fp.name
    if isinstance(filename, bytes):
        filename = os.fsdecode(filename)
    init()
    extension = os.path.splitext(filename)[1].lower()
    if not format:
        try:
            format = EXTENSION[extension]
        except KeyError:
            raise ValueError(f"unknown file extension: {extension}") from None
    save_all = params.pop("save_all", None)
    im.load()
    handler = (SAVE_ALL if save_all else SAVE)[format.upper()]
    im.encoderinfo = params
    if not opened:
        handler(im, fp, filename)
        if hasattr(fp, "flush"):
            fp.flush()
        return
    # What is there is lost only when the new picture could be written.
    import io
    buffer = io.BytesIO()
    handler(im, buffer, filename)
    with builtins.open(filename, "wb") as f:
        f.write(buffer.getvalue())
