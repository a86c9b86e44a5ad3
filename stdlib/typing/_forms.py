"""typing: special forms (Any, Union, Literal, ...) and generic aliases (List[int], Box[str])."""

import functools
import operator
from types import GenericAlias, NoneType, UnionType
import collections.abc

from ._checks import (
    _check_count, _collect_type_parameters, _is_param_expr, _is_unpacked,
    _is_unpacked_typevartuple, _prepared, _remove_dups, _type_check, _type_convert,
    _type_repr, _unpack_args,
)
from ._variables import ParamSpec, TypeVar, TypeVarTuple

__name__ = "typing"


def _cached(function):
    """The same arguments give the same object, where they are hashable."""
    remembered = functools.lru_cache(typed=True)(function)

    @functools.wraps(function)
    def inner(*args):
        try:
            return remembered(*args)
        except TypeError:
            # Not hashable, or wrong: the function itself says which.
            return function(*args)
    return inner


# ---- special forms -----------------------------------------------------------------------------

class _SpecialForm:
    """A name of the type language that is no class: Union, Optional, Literal, ..."""

    def __init__(self, getitem):
        # These have arguments that are equal and yet different, such as 1 and True.
        typed = getitem.__name__ in ("Union", "Literal", "Annotated")
        self._getitem = getitem if typed else _cached(getitem)
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __init_subclass__(cls):
        raise TypeError("Cannot subclass special typing classes")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


def _plain(name, doc):
    """A form that takes no arguments."""
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


LiteralString = _plain("LiteralString", "A string that stands in the program itself.")
NoReturn = _plain("NoReturn", "The result of a function that never returns.")
Never = _plain("Never", "The type without values.")
Self = _plain("Self", "The class of the instance that a method is called on.")
TypeAlias = _plain("TypeAlias", "Marks an assignment as a name for a type.")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type.

    Every value fits it, and it fits everywhere. It can be a base class."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


@_SpecialForm
def ClassVar(self, parameters):
    """Special type construct to mark class variables: ClassVar[int]."""
    item = _type_check(
        parameters, f"{self} accepts only single type.", allow_special_forms=True
    )
    return _GenericAlias(self, (item,))


@_SpecialForm
def Final(self, parameters):
    """Marks a name that is not to be assigned again: Final[int]."""
    item = _type_check(
        parameters, f"{self} accepts only single type.", allow_special_forms=True
    )
    return _GenericAlias(self, (item,))


@_SpecialForm
def Union(self, parameters):
    """One of several types: Union[int, str], which can be written int | str."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _union(*parameters)


@_cached
def _union(*parameters):
    message = "Union[arg, ...]: each arg must be a type."
    flat = []
    for parameter in parameters:
        parameter = _type_check(parameter, message)
        if isinstance(parameter, (_UnionGenericAlias, UnionType)):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    flat = tuple(_remove_dups(flat))
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and NoneType in flat:
        return _UnionGenericAlias(Union, flat, name="Optional")
    return _UnionGenericAlias(Union, flat)


@_SpecialForm
def Optional(self, parameters):
    """A type or None: Optional[int] is Union[int, None]."""
    return Union[_type_check(parameters, f"{self} requires a single type."), NoneType]


@_SpecialForm
def Literal(self, parameters):
    """One of certain values: Literal['r', 'w']."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _literal(*parameters)


@_cached
def _literal(*parameters):
    flat = []
    for parameter in parameters:
        if isinstance(parameter, _LiteralGenericAlias):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    return _LiteralGenericAlias(Literal, tuple(_remove_dups(flat)))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters put in front of a ParamSpec's: Callable[Concatenate[int, P], str]."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError(
            "The last parameter to Concatenate should be a ParamSpec variable or ellipsis."
        )
    message = "Concatenate[arg, ...]: each arg must be a type."
    checked = tuple(_type_check(p, message) for p in parameters[:-1])
    return _ConcatenateGenericAlias(self, (*checked, parameters[-1]))


def _of_one_type(name, doc, allow_special_forms=False):
    """A form that takes exactly one type."""
    def getitem(self, parameters):
        item = _type_check(
            parameters, f"{self} accepts only single type.",
            allow_special_forms=allow_special_forms,
        )
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


TypeGuard = _of_one_type("TypeGuard", "The result of a function that tells a type.")
TypeIs = _of_one_type("TypeIs", "The result of a function that tells a type both ways.")
Required = _of_one_type("Required", "Marks a key that a TypedDict must have.", True)
NotRequired = _of_one_type("NotRequired", "Marks a key that a TypedDict may lack.", True)
ReadOnly = _of_one_type("ReadOnly", "Marks a key of a TypedDict that is not set again.", True)


@_SpecialForm
def Unpack(self, parameters):
    """The types of a TypeVarTuple or tuple one by one: Unpack[Ts], or *Ts."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(self, (item,))


@_SpecialForm
def Annotated(self, params):
    """A type with something said about it: Annotated[int, 'positive']."""
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments "
            "(a type and an annotation)."
        )
    if _is_unpacked_typevartuple(params[0]):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(
        params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True
    )
    return _AnnotatedAlias(origin, params[1:])


# ---- aliases ----------------------------------------------------------------------------------

def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _BaseGenericAlias:
    """What aliases with and without arguments share.

    _inst: whether they can be called; _name: the name in typing, for those that have one."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            # Many objects take no attributes.
            pass
        return result

    def __mro_entries__(self, bases):
        from ._generic import Generic
        found = []
        if self.__origin__ not in bases:
            found.append(self.__origin__)
        # Generic comes in unless a later base brings it along.
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias):
                break
            if isinstance(base, type):
                if issubclass(base, Generic):
                    break
            elif hasattr(base, "__mro_entries__"):
                entries = base.__mro_entries__(bases)
                if any(isinstance(e, type) and issubclass(e, Generic) for e in entries):
                    break
        else:
            found.append(Generic)
        return tuple(found)

    def __getattr__(self, attr):
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ("_name", "_inst", "_nparams", "_defaults"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(
            super().__dir__()
            + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]
        ))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _GenericAlias(_BaseGenericAlias):
    """A generic type with its arguments: List[int], Box[str], ClassVar[int]."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        # Where variables are declared, those with a default come last.
        declares = getattr(origin, "__module__", None) == "typing" and (
            getattr(origin, "__name__", None) in ("Generic", "Protocol")
        )
        self.__parameters__ = _collect_type_parameters(args, in_order=declares)
        if not name:
            self.__module__ = origin.__module__ if hasattr(origin, "__module__") else "typing"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        from ._generic import Generic, Protocol
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(*(_type_convert(a) for a in args))
        parameters = self.__parameters__
        args = _prepared(self, parameters, args)
        _check_count(self, len(args), len(parameters))
        return self.copy_with(
            tuple(self._substituted(self.__args__, dict(zip(parameters, args))))
        )

    def _substituted(self, args, values):
        """The arguments with type variables replaced."""
        made = []
        for arg in args:
            if isinstance(arg, type):
                made.append(arg)
                continue
            subst = getattr(arg, "__typing_subst__", None)
            if subst:
                new = subst(values[arg])
            else:
                inner = getattr(arg, "__parameters__", ())
                new = arg
                if inner:
                    given = []
                    for parameter in inner:
                        value = values[parameter]
                        if isinstance(parameter, TypeVarTuple):
                            given.extend(value)
                        else:
                            given.append(value)
                    new = arg[tuple(given)]
            if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                # The parameters of a callable stand one by one before its result.
                made.extend(new)
            elif _is_unpacked_typevartuple(arg):
                made.extend(new)
            elif isinstance(arg, tuple):
                made.append(tuple(self._substituted(arg, values)))
            else:
                made.append(new)
        return made

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(_type_repr(a) for a in self.__args__) or "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        origin = self.__origin__
        if self._name:
            import typing
            origin = getattr(typing, self._name)
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        from ._generic import Generic, Protocol
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            # A later generic base brings Generic along.
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias):
    """The name in typing of a class of another module: List, Iterator, ..."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = "Parameters to generic types must be types."
        params = tuple(_type_check(p, message) for p in params)
        if not self._nparams:
            raise TypeError(f"{self} is not a generic class")
        expected = self._nparams
        missing = expected - len(params)
        if self._defaults and missing > 0:
            if missing > len(self._defaults):
                raise TypeError(
                    f"Too few arguments for {self}; actual {len(params)}, "
                    f"expected at least {expected - len(self._defaults)}"
                )
            params = (*params, *self._defaults[-missing:])
        _check_count(self, len(params), expected)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _TupleType(_SpecialGenericAlias):
    """Tuple: Tuple[int, str], Tuple[int, ...], Tuple[()]."""

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with(tuple(_type_check(p, message) for p in params[:-1]) + (...,))
        message = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(p, message) for p in params))


class _CallableGenericAlias(_GenericAlias):
    """Callable[[int], str]"""

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        inside = ", ".join(_type_repr(a) for a in args[:-1])
        return f"typing.Callable[[{inside}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias):
    """Callable: Callable[[parameter types], result type] or Callable[..., result type]."""

    def copy_with(self, params):
        return _CallableGenericAlias(
            self.__origin__, params, name=self._name, inst=self._inst
        )

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ... or isinstance(args, (ParamSpec, _ConcatenateGenericAlias)):
            return self.copy_with((args, result))
        if not isinstance(args, (list, tuple)):
            args = (args,)
        return self.copy_with((*(_type_convert(a) for a in args), result))


class _UnionGenericAlias(_GenericAlias):
    """Union[int, str]"""

    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return all(a in other.__args__ for a in self.__args__) and (
                len(self.__args__) == len(other.__args__)
            )

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and NoneType in args:
            other = args[1] if args[0] is NoneType else args[0]
            return f"typing.Optional[{_type_repr(other)}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias):
    """Literal['r', 'w']"""

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        own, others = self._typed(), other._typed()
        return len(own) == len(others) and all(value in others for value in own)

    def _typed(self):
        # 1 and True are different literals.
        return [(value, type(value)) for value in self.__args__]

    def __hash__(self):
        return hash(frozenset(self._typed()))


class _ConcatenateGenericAlias(_GenericAlias):
    """Concatenate[int, P]"""

    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias):
    """*Ts"""

    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias):
    """Annotated[int, 'positive']"""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        return self.__class__(params[0], self.__metadata__)

    def __repr__(self):
        said = ", ".join(repr(a) for a in self.__metadata__)
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {said}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (
            self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
        )

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


def _aliases():
    """The names in typing of classes that live elsewhere."""
    import collections
    import contextlib
    import re
    abc = collections.abc
    made = {}
    for origin, count, name in (
        (abc.Hashable, 0, "Hashable"), (abc.Awaitable, 1, "Awaitable"),
        (abc.Coroutine, 3, "Coroutine"), (abc.AsyncIterable, 1, "AsyncIterable"),
        (abc.AsyncIterator, 1, "AsyncIterator"), (abc.Iterable, 1, "Iterable"),
        (abc.Iterator, 1, "Iterator"), (abc.Reversible, 1, "Reversible"),
        (abc.Sized, 0, "Sized"), (abc.Container, 1, "Container"),
        (abc.Collection, 1, "Collection"), (abc.Set, 1, "AbstractSet"),
        (abc.MutableSet, 1, "MutableSet"), (abc.Mapping, 2, "Mapping"),
        (abc.MutableMapping, 2, "MutableMapping"), (abc.Sequence, 1, "Sequence"),
        (abc.MutableSequence, 1, "MutableSequence"), (abc.MappingView, 1, "MappingView"),
        (abc.KeysView, 1, "KeysView"), (abc.ItemsView, 2, "ItemsView"),
        (abc.ValuesView, 1, "ValuesView"), (abc.ByteString, 0, "ByteString"),
        (re.Match, 1, "Match"), (re.Pattern, 1, "Pattern"),
        (contextlib.AbstractContextManager, 2, "ContextManager"),
        (contextlib.AbstractAsyncContextManager, 2, "AsyncContextManager"),
        (abc.Generator, 3, "Generator"), (abc.AsyncGenerator, 2, "AsyncGenerator"),
    ):
        defaults = {
            "ContextManager": (bool | None,), "AsyncContextManager": (bool | None,),
            "Generator": (NoneType, NoneType), "AsyncGenerator": (NoneType,),
        }.get(name, ())
        made[name] = _SpecialGenericAlias(origin, count, name=name, defaults=defaults)
    for origin, count, name in (
        (list, 1, "List"), (collections.deque, 1, "Deque"), (set, 1, "Set"),
        (frozenset, 1, "FrozenSet"), (dict, 2, "Dict"),
        (collections.defaultdict, 2, "DefaultDict"),
        (collections.OrderedDict, 2, "OrderedDict"), (collections.Counter, 1, "Counter"),
        (collections.ChainMap, 2, "ChainMap"), (type, 1, "Type"),
    ):
        made[name] = _SpecialGenericAlias(origin, count, inst=origin.__module__ != "builtins",
                                          name=name)
    return made


globals().update(_aliases())
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Callable = _CallableType(collections.abc.Callable, 2)
