"""Filename matching with shell patterns."""

import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]

_compiled = {}


def fnmatch(name, pat):
    """Test whether FILENAME matches PATTERN."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def _matcher(pat):
    found = _compiled.get((type(pat), pat))
    if found is None:
        if isinstance(pat, bytes):
            found = re.compile(translate(pat.decode("latin-1")).encode("latin-1")).match
        else:
            found = re.compile(translate(pat)).match
        if len(_compiled) >= 1000:
            _compiled.clear()
        _compiled[type(pat), pat] = found
    return found


def filter(names, pat):
    """Construct a list from those elements of the iterable NAMES that match PAT."""
    match = _matcher(os.path.normcase(pat))
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Test whether FILENAME matches PATTERN, including case."""
    return _matcher(pat)(name) is not None


def translate(pat):
    """Translate a shell PATTERN to a regular expression."""
    parts = []
    at, end = 0, len(pat)
    while at < end:
        char = pat[at]
        at += 1
        if char == "*":
            # A row of stars is one star.
            if not parts or parts[-1] != "*":
                parts.append("*")
        elif char == "?":
            parts.append(".")
        elif char == "[":
            close = _set_end(pat, at)
            if close < 0:
                parts.append("\\[")
            else:
                parts.append(_set(pat[at:close]))
                at = close + 1
        else:
            parts.append(re.escape(char))
    return _join(parts)


def _set_end(pat, at):
    """Where the set that begins before `at` ends; -1 if it does not."""
    if pat[at : at + 1] == "!":
        at += 1
    if pat[at : at + 1] == "]":
        at += 1
    return pat.find("]", at)


def _set(stuff):
    if "-" not in stuff:
        stuff = stuff.replace("\\", "\\\\")
    else:
        # Split at the hyphens that make ranges; a range from high to low is empty.
        chunks = []
        start = 0
        at = 2 if stuff[:1] == "!" else 1
        while True:
            at = stuff.find("-", at)
            if at < 0:
                break
            chunks.append(stuff[start:at])
            start = at + 1
            at += 3
        last = stuff[start:]
        if last:
            chunks.append(last)
        else:
            chunks[-1] += "-"
        for i in range(len(chunks) - 1, 0, -1):
            if chunks[i - 1][-1] > chunks[i][0]:
                chunks[i - 1] = chunks[i - 1][:-1] + chunks[i][1:]
                del chunks[i]
        escaped = [c.replace("\\", "\\\\").replace("-", "\\-") for c in chunks]
        stuff = "-".join(escaped)
    if not stuff:
        # An empty set matches nothing, and its negation anything.
        return "(?!)"
    if stuff == "!":
        return "."
    stuff = re.sub(r"([&~|])", r"\\\1", stuff)
    if stuff[0] == "!":
        stuff = "^" + stuff[1:]
    elif stuff[0] in ("^", "["):
        stuff = "\\" + stuff
    return f"[{stuff}]"


def _join(parts):
    """Between two stars, the first place that fits will do: it is never given up again."""
    out = []
    stars = [i for i, part in enumerate(parts) if part == "*"]
    if not stars:
        return f"(?s:{''.join(parts)})\\Z"
    out.extend(parts[: stars[0]])
    for this, following in zip(stars, stars[1:]):
        fixed = "".join(parts[this + 1 : following])
        out.append(f"(?>.*?{fixed})")
    out.append(".*")
    out.extend(parts[stars[-1] + 1 :])
    return f"(?s:{''.join(out)})\\Z"
