"""Showing a picture: in the terminal with half blocks, else as a file whose name is printed."""

import os
import sys


def show(image, title=None, **options):
    """Show a picture."""
    if title:
        print(title)
    if sys.stdout.isatty():
        print(_blocks(image))
        return True
    import tempfile
    fd, path = tempfile.mkstemp(".png")
    os.close(fd)
    picture = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGB")
    picture.save(path, "PNG")
    print(f"picture written to {path}")
    return True


def _blocks(image):
    """Two pixels in each character, as wide as the terminal."""
    try:
        columns, lines = os.get_terminal_size()
    except OSError:
        columns, lines = 80, 24
    picture = image.convert("RGBA")
    picture.thumbnail((columns, max(2, (lines - 2) * 2)))
    from . import Image
    ground = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(ground, picture).convert("RGB")
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
