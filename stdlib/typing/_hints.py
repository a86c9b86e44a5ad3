"""typing: forward references, type hints, what types are made of, and decorators."""

from functools import reduce
import operator
import sys
from types import (
    BuiltinFunctionType, FunctionType, GenericAlias, MethodType, MethodWrapperType, ModuleType,
    NoneType, UnionType, WrapperDescriptorType, MethodDescriptorType,
)
import collections.abc

from ._checks import _is_param_expr, _own_annotations, _type_check, _type_repr
from ._forms import (
    Annotated, NotRequired, ReadOnly, Required, _AnnotatedAlias, _BaseGenericAlias,
    _GenericAlias, _SpecialForm,
)
from ._generic import Generic
from ._variables import ParamSpecArgs, ParamSpecKwargs

__name__ = "typing"


class ForwardRef:
    """A type that is named by text, to be found when it is needed."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        # *tuple[int] is an expression only inside brackets.
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(
                f"Forward reference must be an expression -- got {arg!r}"
            ) from None
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            module = sys.modules.get(self.__forward_module__)
            globalns = getattr(module, "__dict__", globalns)
        if type_params:
            localns = {p.__name__: p for p in type_params} | dict(localns)
        found = _type_check(
            eval(self.__forward_code__, globalns, localns),
            "Forward references must evaluate to types.",
            is_argument=self.__forward_is_argument__,
            allow_special_forms=self.__forward_is_class__,
        )
        self.__forward_value__ = _evaluated(
            found, globalns, localns, type_params,
            recursive_guard=recursive_guard | {self.__forward_arg__},
        )
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (
                self.__forward_arg__ == other.__forward_arg__
                and self.__forward_value__ == other.__forward_value__
            )
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_module__ == other.__forward_module__
        )

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        from ._forms import Union
        return Union[self, other]

    def __ror__(self, other):
        from ._forms import Union
        return Union[other, self]

    # Where types are checked, whatever can be called may be one.
    def __call__(self, *args, **kwargs):
        raise TypeError("'ForwardRef' object is not callable")

    def __repr__(self):
        where = ""
        if self.__forward_module__ is not None:
            where = f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{where})"


def _evaluated(t, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    """A type with the forward references in it found."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    args = t.__args__
    if isinstance(t, GenericAlias):
        # list['int'] keeps its text.
        args = tuple(ForwardRef(a) if isinstance(a, str) else a for a in args)
    new = tuple(
        _evaluated(a, globalns, localns, type_params, recursive_guard=recursive_guard)
        for a in args
    )
    if new == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        if t.__origin__ is collections.abc.Callable:
            if len(new) != 2 or not _is_param_expr(new[0]):
                new = (list(new[:-1]), new[-1])
            return collections.abc.Callable[new]
        return GenericAlias(t.__origin__, new)
    if isinstance(t, UnionType):
        return reduce(operator.or_, new)
    return t.copy_with(new)


def _without_extras(t):
    """A type without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(t, _AnnotatedAlias):
        return _without_extras(t.__origin__)
    if getattr(t, "__origin__", None) in (Required, NotRequired, ReadOnly):
        return _without_extras(t.__args__[0])
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    new = tuple(_without_extras(a) for a in t.__args__)
    if new == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, new)
    if isinstance(t, UnionType):
        return reduce(operator.or_, new)
    return t.copy_with(new)


_CALLABLES = (
    FunctionType, BuiltinFunctionType, MethodType, ModuleType, WrapperDescriptorType,
    MethodWrapperType, MethodDescriptorType,
)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, module or function, forward references found.

    For a class those of its bases are included. Annotated and its kin are removed unless
    include_extras is true."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            if globalns is None:
                base_globals = getattr(sys.modules.get(base.__module__), "__dict__", {})
            else:
                base_globals = globalns
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # Names of the module come before those of the class, as CPython has it.
                base_globals, base_locals = base_locals, base_globals
            for name, value in _own_annotations(base).items():
                if value is None:
                    value = NoneType
                if isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _evaluated(
                    value, base_globals, base_locals, base.__type_params__
                    if hasattr(base, "__type_params__") else (),
                )
    else:
        if globalns is None:
            if isinstance(obj, ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        found = getattr(obj, "__annotations__", None)
        if found is None:
            if isinstance(obj, _CALLABLES):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        type_params = getattr(obj, "__type_params__", ())
        for name, value in found.items():
            if value is None:
                value = NoneType
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=not isinstance(obj, ModuleType))
            hints[name] = _evaluated(value, globalns, localns, type_params)
    if include_extras:
        return hints
    return {name: _without_extras(t) for name, t in hints.items()}


def get_origin(tp):
    """The type before the brackets: list of List[int], Union of int | str; None without."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, UnionType):
        return UnionType
    return None


def get_args(tp):
    """The types in the brackets: (int, str) of Dict[int, str]; parameters as a list."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        flat = tp.__origin__ is collections.abc.Callable and not (
            len(args) == 2 and _is_param_expr(args[0])
        )
        return (list(args[:-1]), args[-1]) if flat else args
    if isinstance(tp, UnionType):
        return tp.__args__
    return ()


# ---- functions that do next to nothing when a program runs ----------------------------------------

def cast(typ, val):
    """Tell the type checker what val is; val is returned as it is."""
    return val


def assert_type(val, typ, /):
    """Ask the type checker whether val is of the type; val is returned as it is."""
    return val


def assert_never(arg, /):
    """Tell the type checker that this line is never reached; raises if it is."""
    text = repr(arg)
    if len(text) > 100:
        text = text[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def reveal_type(obj, /):
    """Ask the type checker what obj is; here its class is written to stderr."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def no_type_check(arg):
    """Decorator: annotations are no type hints (of a class: those of its methods too)."""
    if isinstance(arg, type):
        for value in list(vars(arg).values()):
            function = getattr(value, "__func__", value)
            if isinstance(function, FunctionType):
                function.__no_type_check__ = True
            elif isinstance(value, type) and value.__qualname__.startswith(
                arg.__qualname__ + "."
            ):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # Built-in classes take no attributes.
        pass
    return arg


def no_type_check_decorator(decorator):
    """Decorator for decorators: what they return gets no_type_check()."""
    import warnings
    warnings.warn(
        "'typing.no_type_check_decorator' is deprecated and slated for removal in Python 3.15",
        DeprecationWarning, stacklevel=2,
    )
    from functools import wraps

    @wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    """What an overloaded function without implementation does."""
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed."
    )


def _overload_key(func):
    func = getattr(func, "__func__", func)
    return func.__module__, func.__qualname__


def overload(func):
    """Decorator for one of several signatures; the function that follows implements them."""
    try:
        line = getattr(func, "__func__", func).__code__.co_firstlineno
        _overloads.setdefault(_overload_key(func), {})[line] = func
    except AttributeError:
        # Not a function of the program.
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads that were declared for a function."""
    return list(_overloads.get(_overload_key(func), {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overloads.clear()


def _marked(attribute):
    def mark(arg):
        try:
            setattr(arg, attribute, True)
        except (AttributeError, TypeError):
            # Some objects take no attributes; the mark is for type checkers only.
            pass
        return arg
    return mark


def final(f):
    """Decorator: the method must not be overridden, the class not be derived from."""
    return _marked("__final__")(f)


def override(method, /):
    """Decorator: the method replaces one of a base class."""
    return _marked("__override__")(method)


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator: the function or class makes classes that are like data classes."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "frozen_default": frozen_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs,
        }
        return cls_or_fn
    return decorator
