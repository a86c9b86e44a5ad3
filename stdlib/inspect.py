"""Looking at live objects: what they are, their members, source, documentation, call signature,
and the frames that run.

Signatures are in `_signature`. Left out: `getasyncgenstate` of running ones beyond what the
machine tells, and the command line `python -m inspect`.
"""

import sys
import types
from types import (
    AsyncGeneratorType, BuiltinFunctionType, CodeType, CoroutineType, FrameType, FunctionType,
    GeneratorType, GetSetDescriptorType, MemberDescriptorType, MethodType, ModuleType,
    TracebackType,
)
from collections import namedtuple

from _signature import (
    BoundArguments, Parameter, Signature, _ParameterKind, _empty, _void, formatannotation,
    signature,
)

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
TPFLAGS_IS_ABSTRACT = 1 << 20

_NonUserDefinedCallables = (types.WrapperDescriptorType, types.MethodWrapperType,
                            types.ClassMethodDescriptorType, BuiltinFunctionType)


# ---- kinds of objects ------------------------------------------------------------------------------

def ismodule(object):
    """Whether the object is a module."""
    return isinstance(object, ModuleType)


def isclass(object):
    """Whether the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Whether the object is a bound method of the program."""
    return isinstance(object, MethodType)


def isfunction(object):
    """Whether the object is a function of the program."""
    return isinstance(object, FunctionType)


def isbuiltin(object):
    """Whether the object is a built-in function or a bound built-in method."""
    return isinstance(object, BuiltinFunctionType)


def ismethodwrapper(object):
    """Whether the object is a bound slot, such as `(1).__add__`."""
    return isinstance(object, types.MethodWrapperType)


def ismethoddescriptor(object):
    """Whether the object is a descriptor with `__get__` only that is no function or class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return (hasattr(kind, "__get__") and not hasattr(kind, "__set__")
            and not hasattr(kind, "__delete__"))


def isdatadescriptor(object):
    """Whether the object is a descriptor that can be set or deleted."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isgetsetdescriptor(object):
    """Whether the object is a computed attribute of a built-in type."""
    return isinstance(object, GetSetDescriptorType)


def ismemberdescriptor(object):
    """Whether the object is an attribute of a built-in type, or of `__slots__`."""
    return isinstance(object, MemberDescriptorType)


def isroutine(object):
    """Whether the object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object))


def isabstract(object):
    """Whether the object is a class with abstract methods left."""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def istraceback(object):
    """Whether the object is a traceback."""
    return isinstance(object, TracebackType)


def isframe(object):
    """Whether the object is a frame."""
    return isinstance(object, FrameType)


def iscode(object):
    """Whether the object is a code object."""
    return isinstance(object, CodeType)


def isgenerator(object):
    """Whether the object is a generator."""
    return isinstance(object, GeneratorType)


def iscoroutine(object):
    """Whether the object is a coroutine."""
    return isinstance(object, CoroutineType)


def isasyncgen(object):
    """Whether the object is an asynchronous generator."""
    return isinstance(object, AsyncGeneratorType)


def isawaitable(object):
    """Whether the object can stand behind `await`."""
    from collections.abc import Awaitable
    return isinstance(object, CoroutineType) or isinstance(object, Awaitable)


def _innermost(f):
    import functools
    while True:
        if ismethod(f):
            f = f.__func__
        elif isinstance(f, functools.partial):
            f = f.func
        else:
            return f


def _has_code_flag(f, flag):
    f = _innermost(f)
    code = getattr(f, "__code__", None)
    return isinstance(code, CodeType) and bool(code.co_flags & flag)


def isgeneratorfunction(obj):
    """Whether calling the function makes a generator."""
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    """Whether calling the function makes an asynchronous generator."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Say that a callable is to count as a coroutine function."""
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Whether calling the function makes a coroutine."""
    inner = _innermost(obj)
    if getattr(inner, "_is_coroutine_marker", None) is _is_coroutine_mark:
        return True
    if not (isfunction(inner) or _has_code_flag(inner, CO_COROUTINE)):
        call = getattr(type(inner), "__call__", None)
        return (getattr(call, "_is_coroutine_marker", None) is _is_coroutine_mark
                and not isclass(inner))
    return _has_code_flag(obj, CO_COROUTINE)


# ---- members ----------------------------------------------------------------------------------------

def _members(object, predicate, getter):
    results = []
    processed = set()
    names = dir(object)
    if isclass(object):
        mro = getmro(object)
        try:
            for base in object.__bases__:
                for key, value in base.__dict__.items():
                    if isinstance(value, types.DynamicClassAttribute):
                        names.append(key)
        except AttributeError:
            pass
    else:
        mro = ()
    for key in names:
        try:
            value = getter(object, key)
            if key in processed:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if key in base.__dict__:
                    value = base.__dict__[key]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((key, value))
        processed.add(key)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """Names and values of an object's members, sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Like `getmembers`, without running descriptors or `__getattr__`."""
    return _members(object, predicate, getattr_static)


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """For each attribute of a class: name, kind, the class that defines it, and the object."""
    mro = getmro(cls)
    places = (cls, *(c for c in getmro(type(cls)) if c not in (type, object)))
    names = dir(cls)
    for base in mro:
        for key, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(key)
    result = []
    done = set()
    for name in names:
        if name in done:
            continue
        done.add(name)
        home = None
        found = None
        if name != "__dict__":
            try:
                found = getattr(cls, name)
            except Exception:
                pass
        raw = None
        for base in (*mro, *places):
            if name in getattr(base, "__dict__", {}):
                raw = base.__dict__[name]
                home = base
                break
        if home is None:
            if found is None:
                continue
            raw = found
            home = getattr(found, "__objclass__", None)
            if home is None:
                continue
        if isinstance(raw, (staticmethod, types.BuiltinMethodType)):
            kind, value = "static method", raw
        elif isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
            kind, value = "class method", raw
        elif isinstance(raw, property):
            kind, value = "property", raw
        elif isroutine(found if found is not None else raw):
            kind, value = "method", raw
        else:
            kind, value = "data", raw
        result.append(Attribute(name, kind, home, value))
    return result


def getmro(cls):
    """A class and its bases in the order in which names are looked up."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Follow `__wrapped__` to the function inside."""
    first = func
    seen = {id(first): first}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


_missing = object()


def getattr_static(obj, attr, default=_missing):
    """An attribute as it is stored: no descriptor, no `__getattr__` runs."""
    in_instance = _missing
    if not isinstance(obj, type):
        kind = type(obj)
        try:
            # Not what a program has put in the place of the real dictionary.
            own = object.__getattribute__(obj, "__dict__")
        except AttributeError:
            own = None
        if type(own) is dict:
            in_instance = dict.get(own, attr, _missing)
    else:
        kind = obj
    in_class = _find_in_mro(kind, attr)
    if in_instance is not _missing and in_class is not _missing:
        described = type(in_class)
        if _find_in_mro(described, "__get__") is not _missing and (
                _find_in_mro(described, "__set__") is not _missing
                or _find_in_mro(described, "__delete__") is not _missing):
            return in_class
    if in_instance is not _missing:
        return in_instance
    if in_class is not _missing:
        return in_class
    if obj is kind:
        for entry in type.__dict__["__mro__"].__get__(type(kind)):
            value = entry.__dict__.get(attr, _missing)
            if value is not _missing:
                return value
    if default is not _missing:
        return default
    raise AttributeError(attr)


def _find_in_mro(kind, attr):
    for entry in kind.__mro__:
        value = entry.__dict__.get(attr, _missing)
        if value is not _missing:
            return value
    return _missing


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the annotations of a class, function or module."""
    unwrapped = None
    if isinstance(obj, type):
        own = obj.__dict__.get("__annotations__")
        module = sys.modules.get(getattr(obj, "__module__", None) or "")
        found_globals = getattr(module, "__dict__", None)
        found_locals = dict(vars(obj))
        unwrapped = obj
    elif isinstance(obj, ModuleType):
        own = getattr(obj, "__annotations__", None)
        found_globals = obj.__dict__
        found_locals = None
    elif callable(obj):
        own = getattr(obj, "__annotations__", None)
        found_globals = getattr(obj, "__globals__", None)
        found_locals = None
        unwrapped = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if own is None:
        return {}
    if not isinstance(own, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(own)
    if unwrapped is not None:
        import functools
        while True:
            if hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            elif isinstance(unwrapped, functools.partial):
                unwrapped = unwrapped.func
            else:
                break
        found_globals = getattr(unwrapped, "__globals__", found_globals)
    globals = found_globals if globals is None else globals
    locals = found_locals if locals is None else locals
    locals = {} if locals is None else locals
    for parameter in getattr(obj, "__type_params__", ()):
        locals = {parameter.__name__: parameter, **locals}
    return {key: eval(value, globals, locals) if isinstance(value, str) else value
            for key, value in own.items()}


# ---- documentation and source -------------------------------------------------------------------------

def indentsize(line):
    """How far a line is indented, in spaces."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _class_of_function(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name, None)
    return cls if isclass(cls) else None


def _doc_from_bases(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and (doc := base.__doc__) is not None:
                return doc
        return None
    if ismethod(obj):
        name = obj.__func__.__name__
        self = obj.__self__
        if isclass(self) and getattr(getattr(self, name, None), "__func__") is obj.__func__:
            cls = self
        else:
            cls = type(self)
    elif isfunction(obj):
        name = obj.__name__
        cls = _class_of_function(obj)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif isbuiltin(obj):
        name = obj.__name__
        self = obj.__self__
        cls = self if isclass(self) and self.__qualname__ + "." + name == obj.__qualname__ \
            else type(self)
    elif isinstance(obj, property):
        name = obj.__name__
        cls = _class_of_function(obj.fget)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name = getattr(obj, "__name__", None)
        cls = getattr(obj, "__objclass__", None)
        if cls is None or name is None or getattr(cls, name) is not obj:
            return None
    else:
        return None
    for base in cls.__mro__:
        doc = getattr(getattr(base, name, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """The documentation of an object, its own or inherited, without common indentation."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _doc_from_bases(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """A docstring without its indentation and without blank lines at its ends."""
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.lstrip(" ")]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getfile(object):
    """The file in which an object was defined."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was "
                    f"expected, got {type(object).__name__}")


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def getmodulename(path):
    """The name of the module that a file is, or None."""
    import os
    name = os.path.basename(path)
    return name[:-3] if name.endswith(".py") else None


def getsourcefile(object):
    """The source file of an object, or None where it cannot be read."""
    import os
    filename = getfile(object)
    import linecache
    if filename in linecache.cache or filename.startswith("<biji>/"):
        return filename
    return filename if os.path.exists(filename) else None


def getabsfile(object, _filename=None):
    """The full path of an object's file."""
    import os
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = _filename or getfile(object)
    except (TypeError, OSError):
        return None
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) == file:
            return module
    main = sys.modules.get("__main__")
    name = getattr(object, "__name__", None)
    if name is not None and getattr(main, name, None) is object:
        return main
    builtins = sys.modules["builtins"]
    if name is not None and getattr(builtins, name, None) is object:
        return builtins
    return None


class ClassFoundException(Exception):
    """Ends the search for a class."""


def findsource(object):
    """All lines of the file of an object, and the index of the line where it begins."""
    import linecache
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
        module = getmodule(object, file)
        lines = linecache.getlines(file, module.__dict__ if module else None)
    else:
        file = getfile(object)
        lines = _lines_of_text(object, file)
        if not lines:
            raise OSError("source code not available")
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _line_of_class(object) - 1
    code = _code_of(object)
    if code is None:
        raise OSError("could not find code object")
    line = code.co_firstlineno - 1
    if line >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, line


def _lines_of_text(object, file):
    """The lines of a text such as `<stdin>`, which only the machine has."""
    import _traceback
    code = _code_of(object)
    if code is None and isclass(object):
        for value in vars(object).values():
            code = _code_of(value)
            if code is not None and code.co_filename == file:
                break
    text = None if code is None else _traceback.code_source(code)
    return text.splitlines(keepends=True) if text else []


def _line_of_class(cls):
    line = cls.__dict__.get("__firstlineno__")
    if line is not None:
        return line
    # A class that was made without a class statement has no line.
    raise OSError("could not find class definition")


def getblock(lines):
    """The lines of the block at the beginning of a list of lines."""
    return lines[:_block_end(lines)]


def _block_end(lines):
    """How many lines belong to the definition that begins here: a small tokenizer that knows
    brackets, strings and comments."""
    depth = 0
    quote = None
    base = None
    in_header = True
    last = 0
    continued = False
    header_is_one_line = False
    is_lambda = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        fresh = depth == 0 and quote is None and not continued
        if fresh and stripped and not stripped.startswith("#"):
            indent = indentsize(line)
            if base is None:
                base = indent
                word = stripped.split("(")[0].split()[0] if stripped else ""
                is_lambda = not (stripped.startswith(("@", "def ", "class ", "async "))
                                 or word in ("def", "class", "async"))
            elif in_header:
                pass
            elif indent <= base:
                break
            elif header_is_one_line:
                break
        elif fresh and not stripped:
            continue
        elif fresh and stripped.startswith("#"):
            # A comment belongs to the block as far as it is indented like it.
            if base is not None and not in_header and indentsize(line) > base:
                last = number + 1
            continue
        colon_ended, depth, quote, continued = _scan(line, depth, quote)
        last = number + 1
        if depth == 0 and quote is None and not continued:
            if is_lambda:
                break
            if in_header and not stripped.startswith("@"):
                in_header = False
                header_is_one_line = not colon_ended
                if header_is_one_line:
                    break
            elif in_header and fresh and stripped.startswith("@"):
                pass
    return max(last, 1)


def _scan(line, depth, quote):
    """Brackets and strings of a line: whether it ends with a colon, the depth and the open
    string behind it, whether a backslash continues it."""
    at = 0
    last = ""
    while at < len(line):
        if quote is not None:
            if line[at] == "\\":
                at += 2
                continue
            if line.startswith(quote, at):
                at += len(quote)
                quote = None
                last = "'"
                continue
            at += 1
            continue
        char = line[at]
        if char == "#":
            break
        if char in "'\"":
            quote = char * 3 if line.startswith(char * 3, at) else char
            at += len(quote)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(depth - 1, 0)
        if not char.isspace():
            last = char
        at += 1
    if quote is not None and len(quote) == 1 and not line.rstrip("\n").endswith("\\"):
        quote = None
    return last == ":", depth, quote, last == "\\"


def getsourcelines(object):
    """The lines of an object's source, and the number of the first (0 for a module)."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source of an object as text."""
    lines, _ = getsourcelines(object)
    return "".join(lines)


def getcomments(object):
    """The comment lines before an object, or None."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        comments = []
        while start < len(lines) and lines[start][:1] == "#":
            comments.append(lines[start].expandtabs())
            start += 1
        return "".join(comments) or None
    if number == 0:
        return None
    indent = indentsize(lines[number])
    comments = []
    at = number - 1
    while at >= 0 and lines[at].lstrip()[:1] == "#" and indentsize(lines[at]) == indent:
        comments.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    return "".join(comments) or None


# ---- class trees ----------------------------------------------------------------------------------------

def walktree(classes, children, parent):
    """Part of `getclasstree`: a nested list of classes and their bases."""
    results = []
    for cls in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    """Classes in a tree of nested lists."""
    children = {}
    roots = []
    for cls in classes:
        if cls.__bases__:
            for parent in cls.__bases__:
                children.setdefault(parent, [])
                if cls not in children[parent]:
                    children[parent].append(cls)
                if unique and parent in classes:
                    break
        elif cls not in roots:
            roots.append(cls)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


# ---- arguments --------------------------------------------------------------------------------------------

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple(
    "FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The parameters of a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count, kwonly = co.co_argcount, co.co_kwonlyargcount
    args = list(names[:count + kwonly])
    at = count + kwonly
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return Arguments(args, varargs, varkw)


def getfullargspec(func):
    """Names and defaults of a function's parameters."""
    from _signature import _signature
    try:
        sig = _signature(func, Signature, follow_wrapped=False, skip_bound=False)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args, kwonlyargs, defaults = [], [], ()
    varargs = varkw = None
    kwdefaults, annotations = {}, {}
    positional_only = []
    for parameter in sig.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind is Parameter.POSITIONAL_ONLY:
            positional_only.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif kind is Parameter.POSITIONAL_OR_KEYWORD:
            args.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif kind is Parameter.VAR_POSITIONAL:
            varargs = name
        elif kind is Parameter.KEYWORD_ONLY:
            kwonlyargs.append(name)
            if parameter.default is not _empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    return FullArgSpec(positional_only + args, varargs, varkw, defaults or None, kwonlyargs,
                       kwdefaults or None, annotations)


def getargvalues(frame):
    """The arguments of a frame's call."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """The text of what `getargvalues` gives."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(parts) + ")"


def _quoted_list(names):
    words = [repr(name) for name in names]
    if len(words) > 2:
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    return " and ".join(words)


def getcallargs(func, /, *positional, **named):
    """What each parameter of a function would be in a call."""
    spec = getfullargspec(func)
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    name = func.__name__
    values = dict(zip(spec.args, positional))
    given = len(positional)
    if spec.varargs:
        values[spec.varargs] = tuple(positional[len(spec.args):])
    if spec.varkw:
        values[spec.varkw] = {}
    allowed = {*spec.args, *spec.kwonlyargs}
    for key, value in named.items():
        if key not in allowed:
            if not spec.varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            values[spec.varkw][key] = value
        elif key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            values[key] = value
    if given > len(spec.args) and not spec.varargs:
        least = len(spec.args) - len(spec.defaults or ())
        if spec.defaults:
            takes, plural = f"from {least} to {len(spec.args)}", True
        else:
            takes, plural = str(len(spec.args)), len(spec.args) != 1
        verb = "was" if given == 1 else "were"
        raise TypeError(f"{name}() takes {takes} positional argument{'s' if plural else ''} "
                        f"but {given} {verb} given")
    first_default = len(spec.args) - len(spec.defaults or ())
    missing = []
    for at, arg in enumerate(spec.args):
        if arg in values:
            continue
        if at >= first_default:
            values[arg] = spec.defaults[at - first_default]
        else:
            missing.append(arg)
    if missing:
        raise TypeError(f"{name}() missing {len(missing)} required positional "
                        f"argument{'s' if len(missing) > 1 else ''}: {_quoted_list(missing)}")
    for arg in spec.kwonlyargs:
        if arg in values:
            continue
        if spec.kwonlydefaults and arg in spec.kwonlydefaults:
            values[arg] = spec.kwonlydefaults[arg]
        else:
            missing.append(arg)
    if missing:
        raise TypeError(f"{name}() missing {len(missing)} required keyword-only "
                        f"argument{'s' if len(missing) > 1 else ''}: {_quoted_list(missing)}")
    return values


def getclosurevars(func):
    """The names that a function takes from outside, and their values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {} if func.__closure__ is None else {
        name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    names = func.__globals__
    builtin_names = names.get("__builtins__", sys.modules["builtins"].__dict__)
    if ismodule(builtin_names):
        builtin_names = builtin_names.__dict__
    found_globals, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in names:
            found_globals[name] = names[name]
        elif name in builtin_names:
            found_builtins[name] = builtin_names[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


# ---- frames -------------------------------------------------------------------------------------------------

_Traceback = namedtuple("_Traceback", "filename lineno function code_context index")


class Traceback(_Traceback):
    """Where a frame is, with lines of source around it."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f"Traceback(filename={self.filename!r}, lineno={self.lineno!r}, "
                f"function={self.function!r}, code_context={self.code_context!r}, "
                f"index={self.index!r}, positions={self.positions!r})")


_FrameInfo = namedtuple("_FrameInfo", ("frame",) + Traceback._fields)


class FrameInfo(_FrameInfo):
    """A frame and where it is."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f"FrameInfo(frame={self.frame!r}, filename={self.filename!r}, "
                f"lineno={self.lineno!r}, function={self.function!r}, "
                f"code_context={self.code_context!r}, index={self.index!r}, "
                f"positions={self.positions!r})")


Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset",
                       defaults=(None,) * 4)


def getframeinfo(frame, context=1):
    """Where a frame or traceback is, with lines around it."""
    from itertools import islice
    if istraceback(frame):
        lasti, lineno, frame = frame.tb_lasti, frame.tb_lineno, frame.tb_frame
    elif isframe(frame):
        lasti, lineno = frame.f_lasti, frame.f_lineno
    else:
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    place = next(islice(frame.f_code.co_positions(), max(lasti, 0) // 2, None), (None,) * 4)
    if place[0] is None:
        place = (lineno, *place[1:])
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            found, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(found) - context))
            lines = found[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index,
                     positions=Positions(*place))


def getlineno(frame):
    """The line at which a frame is."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    result = []
    while frame:
        info = getframeinfo(frame, context)
        result.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """The frames of a traceback, outermost first."""
    result = []
    while tb:
        info = getframeinfo(tb, context)
        result.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """The frames from the caller outwards."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between here and where the handled exception was raised."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


# ---- generators and coroutines ---------------------------------------------------------------------------------

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"
AGEN_CREATED = "AGEN_CREATED"
AGEN_RUNNING = "AGEN_RUNNING"
AGEN_SUSPENDED = "AGEN_SUSPENDED"
AGEN_CLOSED = "AGEN_CLOSED"


def _state(obj, prefix, word):
    if getattr(obj, prefix + "_running"):
        return word + "_RUNNING"
    if getattr(obj, prefix + "_suspended"):
        return word + "_SUSPENDED"
    if getattr(obj, prefix + "_frame") is None:
        return word + "_CLOSED"
    return word + "_CREATED"


def getgeneratorstate(generator):
    """Whether a generator has not begun, runs, waits or has ended."""
    return _state(generator, "gi", "GEN")


def getcoroutinestate(coroutine):
    """Whether a coroutine has not begun, runs, waits or has ended."""
    return _state(coroutine, "cr", "CORO")


def getasyncgenstate(agen):
    """Whether an asynchronous generator has not begun, runs, waits or has ended."""
    return _state(agen, "ag", "AGEN")


def getgeneratorlocals(generator):
    """The variables of a generator that waits."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    """The variables of a coroutine that waits."""
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


def getasyncgenlocals(agen):
    """The variables of an asynchronous generator that waits."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = agen.ag_frame
    return {} if frame is None else frame.f_locals


class BufferFlags(__import__("enum").IntFlag):
    """What can be asked of the buffer protocol."""

    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200
