"""Whether and how text for a terminal is coloured: what CPython's own modules ask of _colorize.

biji's tracebacks are written without colours, so these names serve programs (and tests) that colour
their own text by the same rules.
"""

import os
import sys

COLORIZE = True


class ANSIColors:
    """The sequences that switch colours on and off."""

    BACKGROUND_YELLOW = "\x1b[43m"
    BOLD_GREEN = "\x1b[1;32m"
    BOLD_MAGENTA = "\x1b[1;35m"
    BOLD_RED = "\x1b[1;31m"
    BLACK = "\x1b[30m"
    GREEN = "\x1b[32m"
    GREY = "\x1b[90m"
    MAGENTA = "\x1b[35m"
    RED = "\x1b[31m"
    RESET = "\x1b[0m"
    YELLOW = "\x1b[33m"


NoColors = ANSIColors()
for _name in dir(NoColors):
    if not _name.startswith("__"):
        setattr(NoColors, _name, "")
del _name


def get_colors(colorize=False):
    """The sequences, or empty texts in their place where nothing is to be coloured."""
    return ANSIColors() if colorize or can_colorize() else NoColors


def can_colorize():
    """Whether the environment and stderr allow colours."""
    if not sys.flags.ignore_environment:
        wish = os.environ.get("PYTHON_COLORS")
        if wish in ("0", "1"):
            return wish == "1"
        if os.environ.get("NO_COLOR"):
            return False
    if not COLORIZE:
        return False
    if not sys.flags.ignore_environment:
        if os.environ.get("FORCE_COLOR"):
            return True
        if os.environ.get("TERM") == "dumb":
            return False
    if not hasattr(sys.stderr, "fileno"):
        return False
    try:
        return os.isatty(sys.stderr.fileno())
    except OSError:
        return sys.stderr.isatty()
