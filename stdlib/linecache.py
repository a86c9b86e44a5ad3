"""Lines of source files, kept for tracebacks, warnings and `inspect`.

Files of biji's own library and texts that were compiled under a name such as `<stdin>` are asked
for from the machine, which keeps them.
"""

import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name: (size, mtime, lines, full name), or a tuple of one function that gives the text.
cache = {}
_interactive_cache = {}


def clearcache():
    """Forget all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file, from 1, with its end; an empty text where there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """All lines of a file."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _getline_from_code(filename, lineno):
    lines = _getlines_from_code(filename)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def _getlines_from_code(code):
    entry = _interactive_cache.get(code)
    if entry is not None and len(entry) != 1:
        return entry[2]
    return []


def checkcache(filename=None):
    """Forget the lines of files that have changed."""
    import os
    names = list(cache) if filename is None else [filename]
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:
            continue
        try:
            stat = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read the lines of a file again; an empty list where that fails."""
    import os
    entry = cache.pop(filename, None)
    if not filename:
        return []
    if filename.startswith("<biji>/"):
        import _traceback
        return _keep(filename, _traceback.library_source(filename), None, filename)
    if filename.startswith("<") and filename.endswith(">"):
        return []
    fullname = filename
    try:
        stat = os.stat(fullname)
    except OSError:
        lazy = entry if entry is not None and len(entry) == 1 else None
        if lazy is None and lazycache(filename, module_globals):
            lazy = cache.get(filename)
        if lazy is not None:
            cache.pop(filename, None)
            try:
                text = lazy[0]()
            except (ImportError, OSError):
                text = ""
            else:
                return [] if text is None else _keep(filename, text, None, fullname)
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                stat = os.stat(fullname)
            except (TypeError, AttributeError, OSError, ValueError):
                continue
            break
        else:
            return []
    except ValueError:
        # The name holds a null character.
        return []
    try:
        import _traceback
        with open(fullname, "rb") as file:
            text = _traceback.decode_source(file.read(), fullname)
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    return _keep(filename, text, stat, fullname)


def _keep(filename, text, stat, fullname):
    if text is None:
        return []
    lines = text.splitlines(keepends=True) if "\r" not in text and "\f" not in text else None
    if lines is None or any(mark in text for mark in "\v\x1c\x1d\x1e\x85\u2028\u2029"):
        # Only newlines end a line of source.
        lines = [line + "\n" for line in text.split("\n")]
        if lines[-1] == "\n":
            lines.pop()
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    size, mtime = (len(text), None) if stat is None else (stat.st_size, stat.st_mtime)
    cache[filename] = size, mtime, lines, fullname
    return lines


def lazycache(filename, module_globals):
    """Remember a module's loader, so that its source can be asked for later."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return False
    if module_globals and "__name__" in module_globals:
        spec = module_globals.get("__spec__")
        name = getattr(spec, "name", None) or module_globals["__name__"]
        loader = getattr(spec, "loader", None)
        if loader is None:
            loader = module_globals.get("__loader__")
        get_source = getattr(loader, "get_source", None)
        if name and get_source:
            cache[filename] = (lambda: get_source(name),)
            return True
    return False


def _register_code(code, string, name):
    """Keep the lines of a text that was compiled, also for the functions in it."""
    entry = (len(string), None, [line + "\n" for line in string.splitlines()], name)
    stack = [code]
    while stack:
        code = stack.pop()
        for const in code.co_consts:
            if isinstance(const, type(code)):
                stack.append(const)
        _interactive_cache[code] = entry
