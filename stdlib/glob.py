"""Filename globbing utility."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob", "translate"]

_MAGIC = re.compile("([*?[])")
_MAGIC_BYTES = re.compile(b"([*?[])")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return a list of paths matching a pathname pattern."""
    return list(
        iglob(
            pathname,
            root_dir=root_dir,
            dir_fd=dir_fd,
            recursive=recursive,
            include_hidden=include_hidden,
        )
    )


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return an iterator which yields the paths matching a pathname pattern."""
    root = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    if dir_fd is not None:
        below = os.readlink(f"/proc/self/fd/{dir_fd}")
        root = os.path.join(os.fsencode(below) if isinstance(root, bytes) else below, root)
    search = _Search(root, recursive, include_hidden)
    found = search.run(pathname, False)
    if not pathname or recursive and _is_rec(pathname[:2]):
        # Of "**" itself, the empty path is no result.
        found = (path for path in found if path)
    return found


def has_magic(s):
    return (_MAGIC_BYTES if isinstance(s, bytes) else _MAGIC).search(s) is not None


def _is_rec(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def _hidden(name):
    return name[:1] in (".", b".")


class _Search:
    def __init__(self, root, recursive, include_hidden):
        self.root = root
        self.recursive = recursive
        self.include_hidden = include_hidden

    def at(self, path):
        return os.path.join(self.root, path) if self.root else path

    def run(self, pathname, folders_only):
        folder, base = os.path.split(pathname)
        if not has_magic(pathname):
            if base:
                if os.path.lexists(self.at(pathname)):
                    yield pathname
            elif os.path.isdir(self.at(folder)):
                # A pattern that ends in a slash is for folders.
                yield pathname
            return
        if not folder:
            yield from self.names(folder, base, folders_only)
            return
        if folder != pathname and has_magic(folder):
            folders = self.run(folder, True)
        else:
            folders = [folder]
        for found in folders:
            for name in self.names(found, base, folders_only):
                yield os.path.join(found, name)

    def names(self, folder, base, folders_only):
        if has_magic(base):
            if self.recursive and _is_rec(base):
                if not folder or os.path.isdir(self.at(folder)):
                    yield base[:0]
                    yield from self.below(folder, folders_only)
                return
            names = self.entries(folder, folders_only)
            if not (self.include_hidden or _hidden(base)):
                names = (name for name in names if not _hidden(name))
            yield from fnmatch.filter(names, base)
        elif base:
            if os.path.lexists(self.at(os.path.join(folder, base))):
                yield base
        elif os.path.isdir(self.at(folder)):
            yield base

    def below(self, folder, folders_only):
        """Everything in a folder and in the folders in it, hidden ones left out."""
        for name in self.entries(folder, folders_only):
            if not self.include_hidden and _hidden(name):
                continue
            yield name
            path = os.path.join(folder, name) if folder else name
            for deeper in self.below(path, folders_only):
                yield os.path.join(name, deeper)

    def entries(self, folder, folders_only):
        place = self.at(folder)
        if not place:
            place = b"." if isinstance(place, bytes) else "."
        try:
            with os.scandir(place) as found:
                names = []
                for entry in found:
                    try:
                        if not folders_only or entry.is_dir():
                            names.append(entry.name)
                    except OSError:
                        pass
        except OSError:
            return []
        return names


def escape(pathname):
    """Escape all special characters."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + _MAGIC_BYTES.sub(rb"[\1]", pathname)
    return drive + _MAGIC.sub(r"[\1]", pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """Translate a pathname with shell wildcards to a regular expression."""
    seps = seps or os.path.sep
    escaped = "".join(map(re.escape, seps))
    any_sep = f"[{escaped}]" if len(seps) > 1 else escaped
    not_sep = f"[^{escaped}]"
    if include_hidden:
        one_last, one = f"{not_sep}+", f"{not_sep}+{any_sep}"
        any_segments, any_last = f"(?:.+{any_sep})?", ".*"
    else:
        one_last = f"[^{escaped}.]{not_sep}*"
        one = f"{one_last}{any_sep}"
        any_segments = f"(?:{one})*"
        any_last = f"{any_segments}(?:{one_last})?"
    out = []
    parts = re.split(any_sep, pat)
    last = len(parts) - 1
    for i, part in enumerate(parts):
        if part == "*":
            out.append(one if i < last else one_last)
        elif recursive and part == "**":
            if i < last:
                if parts[i + 1] != "**":
                    out.append(any_segments)
            else:
                out.append(any_last)
        else:
            if part:
                if not include_hidden and part[0] in "*?":
                    out.append(r"(?!\.)")
                out.append(_segment(part, not_sep))
            if i < last:
                out.append(any_sep)
    return f"(?s:{''.join(out)})\\Z"


def _segment(part, not_sep):
    """One part of a path as a regular expression: stars and marks do not reach over slashes."""
    out = []
    at = 0
    while at < len(part):
        char = part[at]
        if char == "*":
            if not out or out[-1] != f"{not_sep}*":
                out.append(f"{not_sep}*")
        elif char == "?":
            out.append(not_sep)
        elif char == "[" and (close := fnmatch._set_end(part, at + 1)) >= 0:
            out.append(fnmatch._set(part[at + 1 : close]))
            at = close
        else:
            out.append(re.escape(char))
        at += 1
    return "".join(out)
