"""typing: generic classes and protocols."""

from abc import ABCMeta, abstractmethod
import collections.abc

from ._checks import (
    _check_count, _collect_type_parameters, _own_annotations, _prepared, _type_convert,
)
from ._forms import _GenericAlias
from ._variables import ParamSpec, TypeVar, TypeVarTuple

__name__ = "typing"


# ---- Generic ----------------------------------------------------------------------------------

def _is_variable(parameter):
    return isinstance(parameter, (TypeVar, ParamSpec)) or getattr(
        parameter, "__typing_is_unpacked_typevartuple__", False
    )


class Generic:
    """Abstract base class for generic types.

    class Box(Generic[T]) makes Box[int] possible; class Box[T] does the same."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, args):
        """The class with its type variables replaced (or named, for Generic itself)."""
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_type_convert(a) for a in args)
        if cls in (Generic, Protocol):
            if not args:
                raise TypeError(
                    f"Parameter list to {cls.__qualname__}[...] cannot be empty"
                )
            if not all(_is_variable(a) for a in args):
                raise TypeError(
                    f"Parameters to {cls.__name__}[...] must all be type variables "
                    "or parameter specification variables."
                )
            if len(set(args)) != len(args):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, args)
        parameters = getattr(cls, "__parameters__", ())
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        args = _prepared(cls, parameters, args)
        _check_count(cls, len(args), len(parameters))
        made = []
        for parameter, arg in zip(parameters, args):
            if isinstance(parameter, TypeVarTuple):
                made.extend(arg)
            else:
                made.append(arg)
        return _GenericAlias(cls, tuple(made))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        own_bases = cls.__dict__.get("__orig_bases__")
        if own_bases is not None:
            plain = Generic in own_bases
        else:
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol" and (
                type(cls).__name__ != "_TypedDictMeta"
            )
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        variables = ()
        if own_bases is not None:
            variables = _collect_type_parameters(own_bases, in_order=True)
            named = None
            for base in own_bases:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if named is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    named = base.__parameters__
            if named is None:
                # A protocol's brackets may name them as well.
                for base in own_bases:
                    if isinstance(base, _GenericAlias) and base.__origin__ is Protocol:
                        named = base.__parameters__
                        where = "Protocol"
            else:
                where = "Generic"
            if named is not None:
                missing = [str(v) for v in variables if v not in named]
                if missing:
                    listed = ", ".join(str(v) for v in named)
                    raise TypeError(
                        f"Some type variables ({', '.join(missing)}) are not listed "
                        f"in {where}[{listed}]"
                    )
                variables = named
        cls.__parameters__ = tuple(variables)


# ---- Protocol ----------------------------------------------------------------------------------

# What every class has, or what is about the protocol itself.
_NO_MEMBERS = frozenset({
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol",
    "_is_runtime_protocol", "__protocol_attrs__", "__non_callable_proto_members__",
    "__type_params__", "__abstractmethods__", "__annotations__", "__dict__", "__doc__",
    "__init__", "__module__", "__new__", "__slots__", "__subclasshook__", "__weakref__",
    "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__",
    "_MutableMapping__marker", "_abc_impl",
})


def _protocol_members(cls):
    """The names that a class must have to fit the protocol."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *_own_annotations(base)):
            if not name.startswith("_abc_") and name not in _NO_MEMBERS:
                found.add(name)
    return found


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # The first class after the protocols that has an __init__ of its own.
    cls = type(self)
    if cls.__init__ is not _no_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


_ABSENT = object()


def _static(obj, name):
    """An attribute as it stands in the object or its classes, without calling descriptors."""
    try:
        own = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        own = {}
    if isinstance(own, dict) and name in own:
        return own[name]
    classes = type(obj).__mro__
    if isinstance(obj, type):
        classes = (*obj.__mro__, *classes)
    for cls in classes:
        if name in cls.__dict__:
            found = cls.__dict__[name]
            if isinstance(obj, type) is False and type(found).__name__ == "member_descriptor":
                # A slot that has not been filled is no attribute.
                return getattr(obj, name, _ABSENT)
            return found
    return _ABSENT


def _hook(cls, other):
    """__subclasshook__ of protocols: other must have every member."""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in _own_annotations(base) and getattr(base, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


_NOT_RUNTIME = (
    "Instance and class checks can only be used with @runtime_checkable protocols"
)
# Classes of the library that protocols may have as bases although they are none.
_ALLOWED_BASES = {
    "collections.abc": {
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator",
        "Hashable", "Sized", "Container", "Collection", "Reversible", "Buffer",
    },
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
}


class _ProtocolMeta(ABCMeta):
    """The metaclass of protocols: checks by members rather than by descent."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif any(base.__dict__.get("_is_protocol") and base is Protocol for base in bases):
            for base in bases:
                allowed = base in (object, Generic) or base.__dict__.get("_is_protocol") or (
                    base.__name__ in _ALLOWED_BASES.get(base.__module__, ())
                )
                if not allowed:
                    raise TypeError(
                        f"Protocols can only inherit from other protocols, got {base!r}"
                    )
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(_NOT_RUNTIME)
        # The class by descent, registration or methods; ABCMeta itself would ask issubclass().
        if super().__subclasscheck__(type(instance)):
            return True
        for name in cls.__protocol_attrs__:
            value = _static(instance, name)
            if value is _ABSENT:
                return False
            # A method set to None says that there is none.
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if not getattr(cls, "_is_protocol", False):
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        # ABCMeta asks the subclasses in turn; what they forbid is not asked for by the program.
        if not getattr(cls, "_is_runtime_protocol", False):
            if _asked_by_abc():
                return False
            raise TypeError(_NOT_RUNTIME)
        own_hook = getattr(cls.__dict__.get("__subclasshook__"), "__func__", None)
        if cls.__non_callable_proto_members__ and own_hook is _hook:
            if _asked_by_abc():
                return False
            names = str(sorted(cls.__non_callable_proto_members__))[1:-1]
            raise TypeError(
                "Protocols with non-method members don't support issubclass(). "
                f"Non-method members: {names}."
            )
        return super().__subclasscheck__(other)


def _asked_by_abc():
    import sys
    return sys._getframemodulename(2) in ("abc", "functools")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes: interfaces that a class fits by having the members.

    isinstance() and issubclass() work with those marked by @runtime_checkable."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init


Protocol.__init__ = _no_init


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol: isinstance() looks for its members."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(
        cls, "_is_protocol", False
    ):
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    data = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as e:
            raise TypeError(
                f"Failed to determine whether protocol member {name!r} is a method member"
            ) from e
        if not is_method:
            data.add(name)
    cls.__non_callable_proto_members__ = data
    return cls


def is_protocol(tp, /):
    """Whether tp is a protocol class."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names of the members of a protocol, as a frozenset."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# ---- protocols of conversions ---------------------------------------------------------------------

_T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class SupportsInt(Protocol):
    """An ABC with one abstract method __int__."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """An ABC with one abstract method __float__."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """An ABC with one abstract method __complex__."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """An ABC with one abstract method __bytes__."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """An ABC with one abstract method __index__."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[_T_co]):
    """An ABC with one abstract method __abs__ whose result is of the type given."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> _T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[_T_co]):
    """An ABC with one abstract method __round__ whose result is of the type given."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> _T_co:
        pass
