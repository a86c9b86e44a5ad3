"""Signatures of callables: `inspect.signature` and the classes that it gives back.

Builtins tell theirs by `__text_signature__`; one whose argument may be missing without a default
that Python could write has no signature, as in CPython.
"""

import enum
import functools
import sys
import types

_WRAPPERS = (types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType,
             types.BuiltinFunctionType, types.ClassMethodDescriptorType)


class _empty:
    """Marker for what is not given."""


class _void:
    """Marker for what `replace` leaves as it is."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    @property
    def description(self):
        """The kind in words."""
        return _DESCRIPTIONS[self]

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
_DESCRIPTIONS = {
    _POSITIONAL_ONLY: "positional-only",
    _POSITIONAL_OR_KEYWORD: "positional or keyword",
    _VAR_POSITIONAL: "variadic positional",
    _KEYWORD_ONLY: "keyword-only",
    _VAR_KEYWORD: "variadic keyword",
}


def formatannotation(annotation, base_module=None):
    """The text of an annotation."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "").replace("~", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """A parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The iterable of a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword "
                                 f"arguments, not {self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        from keyword import iskeyword
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    @property
    def name(self):
        """The name."""
        return self._name

    @property
    def default(self):
        """The default, or `Parameter.empty`."""
        return self._default

    @property
    def annotation(self):
        """The annotation, or `Parameter.empty`."""
        return self._annotation

    @property
    def kind(self):
        """How arguments reach it."""
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with changes."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        text = self._name
        annotated = self._annotation is not _empty
        if annotated:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if annotated else f"={self._default!r}"
        if self._kind == _VAR_POSITIONAL:
            return "*" + text
        if self._kind == _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind
                and self._default == other._default and self._annotation == other._annotation)


class BoundArguments:
    """Arguments by the names of the parameters that they are for."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        """The signature."""
        return self._signature

    @property
    def args(self):
        """What to pass by position."""
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        """What to pass by keyword."""
        kwargs = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if not by_keyword:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            elif parameter.kind != _VAR_POSITIONAL:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Fill in the defaults of missing arguments."""
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                filled[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{type(self).__name__} ({args})>"


class Signature:
    """The parameters of a callable and its return annotation."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        found = {}
        if parameters is not None and not __validate_parameters__:
            found = {parameter.name: parameter for parameter in parameters}
        elif parameters is not None:
            top = _POSITIONAL_ONLY
            seen_default = False
            for parameter in parameters:
                if not isinstance(parameter, Parameter):
                    raise TypeError(f"{parameter} is not a Parameter instance")
                name, kind = parameter.name, parameter.kind
                if kind < top:
                    raise ValueError(f"wrong parameter order: {top.description} parameter "
                                     f"before {kind.description} parameter")
                top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in found:
                    raise ValueError(f"duplicate parameter name: {name!r}")
                found[name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False):
        """The signature of a callable."""
        return _signature(obj, cls, follow_wrapped, globals, locals, eval_str)

    @property
    def parameters(self):
        """The parameters by name."""
        return self._parameters

    @property
    def return_annotation(self):
        """The return annotation, or `Signature.empty`."""
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with changes."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    __replace__ = replace

    def _hash_basis(self):
        ordered = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        by_name = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return ordered, by_name, self.return_annotation

    def __hash__(self):
        ordered, by_name, result = self._hash_basis()
        return hash((ordered, frozenset(by_name.values()), result))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._hash_basis() == other._hash_basis()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        parameters = iter(self.parameters.values())
        waiting = []
        positional = iter(args)
        only_positional_given = []
        for value in positional:
            try:
                parameter = next(parameters)
            except StopIteration:
                raise TypeError("too many positional arguments") from None
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments")
            if parameter.kind == _VAR_POSITIONAL:
                arguments[parameter.name] = (value, *positional)
                break
            if parameter.name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}")
            arguments[parameter.name] = value
        waiting.extend(parameters)
        rest = None
        for parameter in waiting:
            if parameter.kind == _VAR_KEYWORD:
                rest = parameter
                continue
            if parameter.kind == _VAR_POSITIONAL:
                continue
            name = parameter.name
            if parameter.kind == _POSITIONAL_ONLY:
                if parameter.default is _empty:
                    if name in kwargs:
                        only_positional_given.append(name)
                        continue
                    if not partial:
                        raise TypeError(f"missing a required argument: {name!r}")
                elif name in kwargs:
                    only_positional_given.append(name)
                continue
            if name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                word = " keyword-only" if parameter.kind == _KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{word} argument: {name!r}")
        if rest is None:
            rest = next((p for p in self.parameters.values() if p.kind == _VAR_KEYWORD), None)
        if kwargs:
            if rest is not None:
                arguments[rest.name] = kwargs
            elif only_positional_given:
                names = ", ".join(map(repr, only_positional_given))
                raise TypeError("got some positional-only arguments passed as keyword "
                                f"arguments: {names}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """Arguments to parameters; TypeError where a call would fail."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Like `bind`, but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        """The text; one parameter a line where it is wider than `max_width`."""
        parts = []
        slash_wanted = False
        star_wanted = True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                slash_wanted = True
            elif slash_wanted:
                parts.append("/")
                slash_wanted = False
            if kind == _VAR_POSITIONAL:
                star_wanted = False
            elif kind == _KEYWORD_ONLY and star_wanted:
                parts.append("*")
                star_wanted = False
            parts.append(str(parameter))
        if slash_wanted:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text


# ---- finding the signature -------------------------------------------------------------------------

def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals,
                                   locals=locals, eval_str=eval_str)


def _signature(obj, cls, follow_wrapped=True, globals=None, locals=None, eval_str=False,
               skip_bound=True):
    find = functools.partial(_signature, cls=cls, follow_wrapped=follow_wrapped,
                             globals=globals, locals=locals, eval_str=eval_str)
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        inner = find(obj.__func__)
        return _without_first(inner) if skip_bound else inner
    if follow_wrapped:
        from inspect import unwrap
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__")
                     or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return find(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None:
        if not isinstance(own, (Signature, str)) and callable(own):
            own = own()
        if isinstance(own, str):
            return _from_text(cls, obj, own)
        if not isinstance(own, Signature):
            raise TypeError(f"unexpected object {own!r} in __signature__ attribute")
        return own
    partialmethod = getattr(obj, "__partialmethod__", None)
    if isinstance(partialmethod, functools.partialmethod):
        wrapped = find(partialmethod.func)
        result = _of_partial(wrapped, partialmethod, (None,))
        first = next(iter(wrapped.parameters.values()), None)
        if first is None or first.kind is _VAR_POSITIONAL:
            return result
        parameters = tuple(result.parameters.values())
        if not parameters or first is not parameters[0]:
            return result.replace(parameters=(first, *parameters))
        return result
    if isinstance(obj, types.FunctionType) or _is_like_function(obj):
        return _of_function(cls, obj, globals, locals, eval_str)
    if isinstance(obj, _WRAPPERS):
        return _of_builtin(cls, obj, skip_bound)
    if isinstance(obj, functools.partial):
        return _of_partial(find(obj.func), obj)
    if isinstance(obj, type):
        return _of_class(cls, obj, find)
    if type(obj).__module__ == "operator":
        # itemgetter and its like: their classes tell how they are made, not how they are called.
        return _from_text(cls, obj, "(obj, /)")
    call = getattr(type(obj), "__call__", None)
    if call is not None:
        try:
            return _without_first(find(call, skip_bound=False)) \
                if not isinstance(call, types.MethodType) else find(call)
        except ValueError as error:
            raise ValueError(f"no signature found for {obj!r}") from error
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _is_like_function(obj):
    """Objects with all that a function has, made by compilers and the like."""
    if not callable(obj) or isinstance(obj, type):
        return False
    return (isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and isinstance(getattr(obj, "__defaults__", _void), (tuple, type(None)))
            and isinstance(getattr(obj, "__kwdefaults__", _void), (dict, type(None))))


def _without_first(sig):
    parameters = tuple(sig.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _of_function(cls, func, globals=None, locals=None, eval_str=False):
    from inspect import get_annotations
    make = cls._parameter_cls
    code = func.__code__
    count = code.co_argcount
    names = code.co_varnames
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    first_default = count - len(defaults)
    parameters = []
    for at, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if at < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        default = defaults[at - first_default] if at >= first_default else _empty
        parameters.append(make(name, kind, default=default,
                               annotation=annotations.get(name, _empty)))
    at = count + code.co_kwonlyargcount
    if code.co_flags & 4:
        name = names[at]
        at += 1
        parameters.append(make(name, _VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
    for name in names[count:count + code.co_kwonlyargcount]:
        parameters.append(make(name, _KEYWORD_ONLY, default=kwdefaults.get(name, _empty),
                               annotation=annotations.get(name, _empty)))
    if code.co_flags & 8:
        name = names[at]
        parameters.append(make(name, _VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return cls(parameters, return_annotation=annotations.get("return", _empty),
               __validate_parameters__=False)


def _from_text(cls, obj, text):
    if "<" in text:
        # An argument that may be missing has no default that could be written.
        raise ValueError(f"no signature found for builtin {obj!r}")
    names = {"sys": sys}
    try:
        exec(f"def f{text.replace('$', '')}: pass", names)
    except (SyntaxError, NameError):
        raise ValueError(f"{obj!r} builtin has invalid signature") from None
    return _of_function(cls, names["f"])


def _known_text(obj, default):
    """The signature of a builtin whose own text does not tell it."""
    from _signature_texts import TEXTS
    name = getattr(obj, "__qualname__", "")
    module = getattr(obj, "__module__", None) or getattr(
        getattr(obj, "__objclass__", None), "__module__", None)
    if not isinstance(module, str):
        module = "builtins"
    return TEXTS.get(f"{module}.{name}", default)


def _of_builtin(cls, func, skip_bound):
    text = getattr(func, "__text_signature__", None)
    if not text or "<" in text:
        text = _known_text(func, text)
    if not text:
        raise ValueError(f"no signature found for builtin {func!r}")
    sig = _from_text(cls, func, text)
    owner = getattr(func, "__self__", None)
    bound = owner is not None and not isinstance(owner, types.ModuleType)
    if bound and skip_bound:
        return _without_first(sig)
    return sig


def _of_partial(wrapped, partial, extra_args=()):
    """The signature of a callable with some arguments given."""
    old = wrapped.parameters
    new = dict(old)
    args = (*extra_args, *partial.args)
    keywords = partial.keywords or {}
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    by_keyword = False
    for name, parameter in old.items():
        if name in bound.arguments:
            value = bound.arguments[name]
            if parameter.kind is _POSITIONAL_ONLY:
                del new[name]
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    # From here on, arguments can only come by keyword.
                    by_keyword = True
                    new[name] = parameter.replace(default=value)
                else:
                    del new[name]
                    continue
            if parameter.kind is _KEYWORD_ONLY:
                new[name] = parameter.replace(default=value)
        if by_keyword:
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                moved = new.pop(name).replace(kind=_KEYWORD_ONLY)
                new[name] = moved
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                new[name] = new.pop(name)
            elif parameter.kind is _VAR_POSITIONAL:
                del new[name]
    return wrapped.replace(parameters=new.values())


def _user_method(cls, name):
    """A method that the program wrote, of a class or a metaclass."""
    method = getattr(cls, name, None)
    if method is None or isinstance(method, _WRAPPERS):
        return None
    return method


def _of_class(cls, obj, find):
    call = _user_method(type(obj), "__call__")
    if call is not None:
        return _without_first(find(call))
    new = _user_method(obj, "__new__")
    init = _user_method(obj, "__init__")
    for base in obj.__mro__:
        if new is not None and "__new__" in base.__dict__:
            sig = find(new)
            return _without_first(sig)
        if init is not None and "__init__" in base.__dict__:
            return _without_first(find(init))
    for base in obj.__mro__[:-1]:
        text = base.__dict__.get("__text_signature__") or _known_text(base, None)
        if text:
            return _from_text(cls, obj, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return _from_text(cls, object, "()")
    raise ValueError(f"no signature found for builtin type {obj!r}")


for _class in (_empty, _void, _ParameterKind, Parameter, BoundArguments, Signature):
    _class.__module__ = "inspect"
