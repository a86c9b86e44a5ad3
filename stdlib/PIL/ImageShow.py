"""Showing a picture: in the terminal, else as a file whose name is printed.

A terminal that knows kitty's protocol or sixels gets the pixels themselves, any other one half
blocks. Which it is says its environment; BIJI_GRAPHICS (kitty, sixel, blocks or file) overrules it.
Left out: Pillow's viewers, which are programs of a desktop, and register(), which adds such.
"""

import os
import sys

_KITTY_PROGRAMS = ("kitty", "ghostty", "WezTerm", "konsole")
_SIXEL_TERMS = ("sixel", "mlterm", "foot", "contour", "yaft", "mintty")
# A picture larger than this is made smaller for a terminal: width and height.
_LIMIT = (1000, 700)
_CHUNK = 4096


def show(image, title=None, **options):
    """Show a picture."""
    if title:
        print(title)
    kind = _kind()
    if kind == "file":
        import tempfile
        fd, path = tempfile.mkstemp(".png")
        os.close(fd)
        _plain(image).save(path, "PNG")
        print(f"picture written to {path}")
    else:
        print({"kitty": kitty, "sixel": sixel, "blocks": blocks}[kind](image))
    return True


def _kind():
    """How this program's output shows pictures."""
    wanted = os.environ.get("BIJI_GRAPHICS")
    if wanted in ("kitty", "sixel", "blocks", "file"):
        return wanted
    if wanted:
        raise ValueError(f"BIJI_GRAPHICS is {wanted!r}, not kitty, sixel, blocks or file")
    if not sys.stdout.isatty():
        return "file"
    term, program = os.environ.get("TERM", ""), os.environ.get("TERM_PROGRAM", "")
    if term in ("xterm-kitty", "xterm-ghostty") or program in _KITTY_PROGRAMS or (
            "KITTY_WINDOW_ID" in os.environ):
        return "kitty"
    if any(name in term or name == program for name in _SIXEL_TERMS):
        return "sixel"
    return "blocks"


def _plain(image):
    """The picture in a mode that PNG has."""
    return image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGB")


def _opaque(image, size):
    """The picture over white, at most of a size."""
    from . import Image
    picture = image.convert("RGBA")
    picture.thumbnail(size)
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def kitty(image):
    """The picture in kitty's graphics protocol: a PNG in chunks of base64."""
    import base64
    import io
    picture = _plain(image).copy()
    picture.thumbnail(_LIMIT)
    target = io.BytesIO()
    picture.save(target, "PNG")
    text = base64.b64encode(target.getvalue()).decode("ascii")
    out = []
    for start in range(0, len(text), _CHUNK):
        more = int(start + _CHUNK < len(text))
        keys = f"a=T,f=100,m={more}" if start == 0 else f"m={more}"
        out.append(f"\x1b_G{keys};{text[start:start + _CHUNK]}\x1b\\")
    return "".join(out)


def sixel(image):
    """The picture as sixels, in at most 256 colours."""
    import _pil
    picture = _opaque(image, _LIMIT).quantize(256)
    return _pil.sixel(picture.im, picture.palette.rgba())


def blocks(image):
    """The picture as half blocks, two pixels in each, as wide as the terminal."""
    try:
        columns, lines = os.get_terminal_size()
    except OSError:
        columns, lines = 80, 24
    picture = _opaque(image, (columns, max(2, (lines - 2) * 2)))
    pixels = picture.load()
    out = []
    for y in range(0, picture.height, 2):
        row = []
        for x in range(picture.width):
            r, g, b = pixels[x, y]
            cell = f"\x1b[38;2;{r};{g};{b}m"
            if y + 1 < picture.height:
                r, g, b = pixels[x, y + 1]
                cell += f"\x1b[48;2;{r};{g};{b}m"
            row.append(cell + "\u2580")
        out.append("".join(row) + "\x1b[0m")
    return "\n".join(out)
