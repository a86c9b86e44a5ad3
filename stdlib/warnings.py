"""Warnings: messages about doubtful code, shown, recorded, ignored or raised as filters say.

The machine issues its own warnings (SyntaxWarning, DeprecationWarning of conversions) through
`warn` and `warn_explicit` too. Left out: the allocation traceback that CPython adds to a
ResourceWarning, since there is no tracemalloc.
"""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
           "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")

# Entries are tuples (action, message, category, module, lineno); the first that fits decides.
filters = []
_defaultaction = defaultaction = "default"
_onceregistry = onceregistry = {}
# Registries that remember an older number than this one are out of date.
_filters_version = 1


# ---- showing ---------------------------------------------------------------------------------

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, `sys.stderr` by default."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning as it is shown."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            # There is nowhere to write to.
            return
    try:
        file.write(_formatwarnmsg(msg))
    except OSError:
        pass


def _formatwarnmsg_impl(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        try:
            import linecache
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            line = None
    if line:
        text += f"  {line.strip()}\n"
    if msg.source is not None:
        text += (f"{msg.category.__name__}: Enable tracemalloc to get the object "
                 "allocation traceback\n")
    return text


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Show through what the program has put in the place of `showwarning`, if anything."""
    show = globals().get("showwarning", _showwarning_orig)
    if show is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(show):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _formatwarnmsg(msg):
    form = globals().get("formatwarning", _formatwarning_orig)
    if form is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return form(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


class WarningMessage:
    """A warning that was issued, and where."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


# ---- filters -----------------------------------------------------------------------------------

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter; `message` and `module` are regular expressions for the start of the text."""
    if action not in _ACTIONS[:4] + _ACTIONS[5:]:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    if message or module:
        import re
    text = re.compile(message, re.I) if message else None
    where = re.compile(module) if module else None
    _add_filter(action, text, category, where, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter that fits any text and any module."""
    if action not in _ACTIONS[:4] + _ACTIONS[5:]:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        # The newest filter comes first, also where it has been given before.
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Remove all filters."""
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    global _filters_version
    _filters_version += 1


class _OptionError(Exception):
    """A -W option that is not understood."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    parts += [""] * (5 - len(parts))
    action, message, category, module, lineno = (part.strip() for part in parts)
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
    if message:
        message = re.escape(message)
    if module:
        module = re.escape(module) + r"\Z"
    number = 0
    if lineno:
        try:
            number = int(lineno)
        except ValueError:
            raise _OptionError(f"invalid lineno {lineno!r}") from None
        if number < 0:
            raise _OptionError(f"invalid lineno {lineno!r}")
    filterwarnings(action, message, category, module, number)


def _getaction(word):
    if not word:
        return "default"
    if word == "all":
        return "always"
    for action in ("default", "always", "ignore", "module", "once", "error"):
        if action.startswith(word):
            return action
    raise _OptionError(f"invalid action: {word!r}")


def _getcategory(name):
    if not name:
        return Warning
    module_name, dot, class_name = name.rpartition(".")
    if not dot:
        import builtins as module
    else:
        try:
            module = __import__(module_name, None, None, [class_name])
        except ImportError:
            raise _OptionError(f"invalid module name: {module_name!r}") from None
    try:
        category = getattr(module, class_name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {name!r}") from None
    if not issubclass(category, Warning):
        raise _OptionError(f"invalid warning category: {name!r}")
    return category


# ---- issuing -----------------------------------------------------------------------------------

def _is_internal_filename(name):
    return "importlib" in name and "_bootstrap" in name


def _find_frame(stacklevel, prefixes):
    """The frame that a warning is about, counted from the caller of `warn`."""
    frame = sys._getframe(2)
    if stacklevel > 1 and not _is_internal_filename(frame.f_code.co_filename):
        for _ in range(stacklevel - 1):
            frame = frame.f_back
            while frame is not None and (
                _is_internal_filename(frame.f_code.co_filename)
                or (prefixes and frame.f_code.co_filename.startswith(prefixes))
            ):
                frame = frame.f_back
            if frame is None:
                raise ValueError
        return frame
    for _ in range(stacklevel - 1):
        frame = frame.f_back
        if frame is None:
            raise ValueError
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, or maybe ignore it or raise an exception."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(
            f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("warn() argument 'skip_file_prefixes' must be tuple, "
                        f"not {type(skip_file_prefixes).__name__}")
    for prefix in skip_file_prefixes:
        if not isinstance(prefix, str):
            raise TypeError(
                f"Found non-str '{type(prefix).__name__}' in skip_file_prefixes.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    try:
        frame = _find_frame(stacklevel, skip_file_prefixes)
    except ValueError:
        names, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        names = frame.f_globals
        filename = frame.f_code.co_filename
        lineno = frame.f_lineno
    module = names.get("__name__", "<string>")
    registry = names.setdefault("__warningregistry__", {})
    _issue(message, category, filename, lineno, module, registry, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Issue a warning, or maybe ignore it or raise an exception, for a given place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if module_globals is not None and not isinstance(module_globals, dict):
        raise TypeError("module_globals must be a dict, "
                        f"not '{type(module_globals).__name__}'")
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if isinstance(message, Warning):
        category = message.__class__
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(
            f"category must be a Warning subclass, not '{type(category).__name__}'")
    if module_globals is not None:
        import linecache
        linecache.getlines(filename, module_globals)
    _issue(message, category, filename, lineno, module, registry, source)


def _matches(pattern, text):
    """A filter's pattern: nothing, a text that must be equal, or a regular expression."""
    if pattern is None:
        return True
    if type(pattern) is str:
        return pattern == text
    return pattern.match(text) is not None


def _action_for(text, category, module, lineno):
    for item in filters:
        if not isinstance(item, tuple) or len(item) != 5:
            raise ValueError(f"warnings.filters item {filters.index(item)} isn't a 5-tuple")
        action, message, wanted, where, line = item
        if (line in (0, lineno) and issubclass(category, wanted)
                and _matches(message, text) and _matches(where, module)):
            return action, item
    return defaultaction, None


def _seen(registry, key, mark=True):
    """Whether a key has been registered since the filters changed; register it."""
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    elif registry.get(key):
        return True
    if mark:
        registry[key] = True
    return False


def _issue(message, category, filename, lineno, module, registry, source):
    if isinstance(message, Warning):
        text = str(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry is not None and _seen(registry, key, mark=False):
        return
    action, item = _action_for(text, category, module, lineno)
    if action == "error":
        raise message
    if action == "ignore":
        return
    if action == "once":
        if registry is not None:
            registry[key] = True
        if _seen(onceregistry, (text, category)):
            return
    elif action == "module":
        if registry is not None:
            registry[key] = True
            if _seen(registry, (text, category, 0)):
                return
    elif action == "default":
        if registry is not None:
            registry[key] = True
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item!r}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


# ---- with blocks -------------------------------------------------------------------------------

class catch_warnings:
    """Restore filters and `showwarning` at the end; with `record`, collect warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._showwarnmsg_impl = module._showwarnmsg_impl
        log = None
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            # What the program put in its place must not show them either.
            module.showwarning = module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._showwarnmsg_impl


# ---- deprecation -------------------------------------------------------------------------------

class deprecated:
    """Mark a class, function or overload as deprecated; using it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError("Expected an object of type str for 'message', "
                            f"not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            return self._mark_class(arg, message, category, stacklevel)
        if callable(arg):
            import functools
            import inspect

            @functools.wraps(arg)
            def wrapper(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return arg(*args, **kwargs)

            if inspect.iscoroutinefunction(arg):
                wrapper = inspect.markcoroutinefunction(wrapper)
            arg.__deprecated__ = wrapper.__deprecated__ = message
            return wrapper
        raise TypeError("@deprecated decorator with non-None category must be applied to "
                        f"a class or callable, not {arg!r}")

    @staticmethod
    def _mark_class(cls, message, category, stacklevel):
        import functools
        from types import MethodType
        original_new = cls.__new__

        @functools.wraps(original_new)
        def __new__(new_cls, /, *args, **kwargs):
            if new_cls is cls:
                warn(message, category=category, stacklevel=stacklevel + 1)
            if original_new is not object.__new__:
                return original_new(new_cls, *args, **kwargs)
            # object.__new__ takes arguments only for the sake of an __init__.
            if cls.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{new_cls.__name__}() takes no arguments")
            return original_new(new_cls)

        cls.__new__ = staticmethod(__new__)
        original_init = cls.__init_subclass__
        if isinstance(original_init, MethodType):
            # A class method of the program's own.
            original_init = original_init.__func__

            @functools.wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return original_init(*args, **kwargs)

            cls.__init_subclass__ = classmethod(__init_subclass__)
        else:
            @functools.wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return original_init(*args, **kwargs)

            cls.__init_subclass__ = __init_subclass__
        cls.__deprecated__ = __new__.__deprecated__ = message
        __init_subclass__.__deprecated__ = message
        return cls


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that a name will go, or raise RuntimeError where it should be gone already."""
    if _version[:2] > remove or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python "
                           f"{remove[0]}.{remove[1]} alpha")
    text = message.format(name=name, remove=f"{remove[0]}.{remove[1]}")
    warn(text, DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    """Say that a coroutine died without having run."""
    warn(f"coroutine '{coro.__qualname__}' was never awaited", category=RuntimeWarning,
         stacklevel=2, source=None)


def _start():
    filters[:] = [
        ("default", None, DeprecationWarning, "__main__", 0),
        ("ignore", None, DeprecationWarning, None, 0),
        ("ignore", None, PendingDeprecationWarning, None, 0),
        ("ignore", None, ImportWarning, None, 0),
        ("ignore", None, ResourceWarning, None, 0),
    ]
    _processoptions(sys.warnoptions)


_start()
