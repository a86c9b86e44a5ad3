"""Fonts for text on pictures.

Glyphs are drawn without hinting, so they are a little softer than Pillow's. Where a font is not on
the machine, the font that comes along (Aileron, in the public domain) stands in, with a warning.
Left out: vertical text, OpenType features and variations (they need libraqm).
"""

import os
import sys

import _pil


class Layout:
    """Ways to lay text out."""

    BASIC = 0
    RAQM = 1


MAX_STRING_LENGTH = 1_000_000


class FreeTypeFont:
    """A TrueType or OpenType font of a size."""

    def __init__(self, font=None, size=10, index=0, encoding="", layout_engine=None):
        if size <= 0:
            raise ValueError(f"font size must be greater than 0, not {size}")
        self.path = font
        self.size = size
        self.index = index
        self.encoding = encoding
        self.layout_engine = Layout.BASIC
        if isinstance(font, (str, bytes)) or hasattr(font, "__fspath__"):
            with open(os.fspath(font), "rb") as f:
                self._bytes = f.read()
        else:
            self._bytes = font.read()
        self.font = _pil.font(self._bytes, index, float(size))

    def getname(self):
        """Family and style."""
        return self.font.name

    def getmetrics(self):
        """Ascent and descent."""
        return self.font.metrics

    def getlength(self, text, mode="", direction=None, features=None, language=None):
        """The advance of a line."""
        return self.font.length(_text(text))

    def getbbox(self, text, mode="", direction=None, features=None, language=None, stroke_width=0,
                anchor=None):
        """The box around a line."""
        (x, y, line), = self._place((0, 0), [text], anchor or "la", 4, "left", stroke_width, mode)
        core, dx, dy = self._render(line, stroke_width, mode == "1")
        left, top = x + dx, y + dy
        return left, top, left + core.size[0], top + core.size[1]

    def getmask(self, text, mode="", direction=None, features=None, language=None, stroke_width=0,
                anchor=None, ink=0, start=None):
        """A line as grey levels."""
        return self._render(text, stroke_width, mode == "1")[0]

    def getmask2(self, text, mode="", direction=None, features=None, language=None,
                 stroke_width=0, anchor=None, ink=0, start=None):
        """A line as grey levels, and where it begins."""
        core, dx, dy = self._render(text, stroke_width, mode == "1")
        return core, (dx, dy)

    def font_variant(self, font=None, size=None, index=None, encoding=None, layout_engine=None):
        """The same font, something changed."""
        import io
        return FreeTypeFont(
            font or io.BytesIO(self._bytes), size or self.size,
            self.index if index is None else index, encoding or self.encoding)

    def _render(self, text, stroke, hard):
        text = _text(text)
        if len(text) > MAX_STRING_LENGTH:
            raise ValueError("too many characters in string")
        return self.font.render(text, float(stroke), hard)

    def _place(self, xy, lines, anchor, spacing, align, stroke, mode):
        """Each line with its place: the left end, the top of the ascent."""
        ascent, descent = self.getmetrics()
        gap = self.getbbox("A", mode, stroke_width=stroke)[3] + stroke + spacing if (
            len(lines) > 1) else 0
        lengths = [self.getlength(line) for line in lines]
        widest = max(lengths)
        x, y = xy
        if anchor[1] == "s":
            y -= ascent
        elif anchor[1] == "d":
            y -= ascent + descent + (len(lines) - 1) * gap
        elif anchor[1] == "m":
            y -= (ascent + descent) // 2 + (len(lines) - 1) * gap / 2.0
        elif anchor[1] in "tb":
            core, _, dy = self._render(lines[0], stroke, mode == "1")
            y -= dy if anchor[1] == "t" else dy + core.size[1]
        out = []
        for i, (line, length) in enumerate(zip(lines, lengths)):
            left = x
            rest = widest - length
            if anchor[0] == "m":
                left -= rest / 2.0
            elif anchor[0] == "r":
                left -= rest
            if len(lines) > 1:
                if align == "center":
                    left += rest / 2.0
                elif align == "right":
                    left += rest
                elif align not in ("left", "justify"):
                    raise ValueError('align must be "left", "center", "right" or "justify"')
            if anchor[0] == "m":
                left -= length / 2
            elif anchor[0] == "r":
                left -= length
            out.append((left, y + i * gap, line))
        return out


class TransposedFont:
    """A font whose text is mirrored or turned."""

    def __init__(self, font, orientation=None):
        self.font = font
        self.orientation = orientation

    def getmask(self, text, mode="", *args, **kwargs):
        """A line as grey levels."""
        core = self.font.getmask(text, mode, *args, **kwargs)
        return core if self.orientation is None else core.transpose(int(self.orientation))

    def getbbox(self, text, *args, **kwargs):
        """The box around a line."""
        left, top, right, bottom = self.font.getbbox(text, *args, **kwargs)
        width, height = right - left, bottom - top
        if self.orientation in (2, 4):
            return 0, 0, height, width
        return 0, 0, width, height

    def getlength(self, text, *args, **kwargs):
        """The advance of a line."""
        if self.orientation in (2, 4):
            raise ValueError("text length is undefined for text rotated by 90 or 270 degrees")
        return self.font.getlength(text, *args, **kwargs)


def _text(text):
    return text.decode() if isinstance(text, bytes) else text


def _folders():
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return ["/Library/Fonts", "/System/Library/Fonts", os.path.join(home, "Library/Fonts")]
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    dirs = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [os.path.join(d, "fonts") for d in [data] + dirs.split(":")]


def _find(name):
    """The path of a font by its file's name, or None."""
    wanted = os.path.basename(name)
    stem, ending = os.path.splitext(wanted)
    close = None
    for folder in _folders():
        for root, _, files in os.walk(folder):
            for file in files:
                if ending and file == wanted:
                    return os.path.join(root, file)
                if not ending and os.path.splitext(file)[0] == stem:
                    path = os.path.join(root, file)
                    if os.path.splitext(path)[1] == ".ttf":
                        return path
                    close = close or path
    return close


def _builtin():
    import io
    from ._aileron import font_bytes
    return io.BytesIO(font_bytes())


# Fonts that come with other systems, which programs ask for by name.
_USUAL = {"arial", "helvetica", "verdana", "tahoma", "times", "times new roman", "calibri",
          "courier", "courier new", "georgia", "simhei", "simsun", "msyh", "dejavusans",
          "freesans", "arialbd", "consola", "cour", "timesbd"}


def truetype(font, size=10, index=0, encoding="", layout_engine=None):
    """A font by path, name or file object."""
    if not (isinstance(font, (str, bytes)) or hasattr(font, "__fspath__")):
        return FreeTypeFont(font, size, index, encoding)
    path = os.fspath(font)
    try:
        return FreeTypeFont(path, size, index, encoding)
    except OSError:
        if size <= 0:
            raise
        found = _find(os.fsdecode(path))
        if found:
            return FreeTypeFont(found, size, index, encoding)
        if os.path.exists(path):
            raise
        stem = os.path.splitext(os.path.basename(os.fsdecode(path)))[0]
        if stem.lower() not in _USUAL:
            raise OSError("cannot open resource") from None
        import warnings
        warnings.warn(f"the font {os.fsdecode(path)!r} is not on this machine: "
                      "Aileron stands in for it", UserWarning, stacklevel=2)
        return FreeTypeFont(_builtin(), size)


def load_default(size=None):
    """The font that comes along."""
    return FreeTypeFont(_builtin(), 10 if size is None else size)


def load_default_imagefont():
    """The font that comes along, at the size of the old bitmap font."""
    return load_default(10)


def load(filename):
    """A bitmap font: these are not supported."""
    raise OSError(f"bitmap fonts cannot be read here: {filename}")


load_path = load
