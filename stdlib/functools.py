"""Tools for working with functions and other callables."""

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
    "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce",
    "partial", "partialmethod", "singledispatch", "singledispatchmethod",
    "cached_property",
]

import sys
from _functools import cmp_to_key, partial, reduce, _lru_cache_wrapper
from collections import namedtuple
from types import GenericAlias

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotations__",
    "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)


# ---- wrappers ---------------------------------------------------------------

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper function look like the function it wraps.

    Attributes named in assigned are copied, dictionaries named in updated are
    updated; __wrapped__ refers to the original."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper() with wrapped as the original."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# ---- comparison methods -----------------------------------------------------

def _negated(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result
    return method


def _or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result or self == other
    return method


def _and_differs(name, negate):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        return result and self != other
    return method


def _not_or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result or self == other
    return method


# For each method that a class may define: how the others follow from it.
_ORDERINGS = {
    "__lt__": {
        "__gt__": _and_differs("__lt__", True),
        "__le__": _or_equal("__lt__"),
        "__ge__": _negated("__lt__"),
    },
    "__le__": {
        "__ge__": _not_or_equal("__le__"),
        "__lt__": _and_differs("__le__", False),
        "__gt__": _negated("__le__"),
    },
    "__gt__": {
        "__lt__": _and_differs("__gt__", True),
        "__ge__": _or_equal("__gt__"),
        "__le__": _negated("__gt__"),
    },
    "__ge__": {
        "__le__": _not_or_equal("__ge__"),
        "__gt__": _and_differs("__ge__", False),
        "__lt__": _negated("__ge__"),
    },
}


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    defined = {
        name for name in _ORDERINGS
        if getattr(cls, name, None) is not getattr(object, name, None)
    }
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    # __lt__ is preferred to __le__, that to __gt__, that to __ge__.
    root = next(name for name in _ORDERINGS if name in defined)
    for name, method in _ORDERINGS[root].items():
        if name not in defined:
            method.__name__ = name
            setattr(cls, name, method)
    return cls


# ---- caches -----------------------------------------------------------------

_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Least-recently-used cache decorator.

    With maxsize None the cache grows without bound. With typed, arguments of
    different types are cached separately. The wrapper has cache_info(),
    cache_clear(), cache_parameters() and __wrapped__."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorator(function):
        return _cached(function, maxsize, typed)

    return decorator


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Simple lightweight unbounded cache.  Sometimes called "memoize"."""
    return lru_cache(maxsize=None)(user_function)


_MISSING = object()


class cached_property:
    """A property that is computed once, and then stands in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = attributes.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            try:
                attributes[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} property."
                ) from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# ---- methods with some arguments given ---------------------------------------

class partialmethod:
    """Like partial, for use in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
            return
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts += [repr(arg) for arg in self.args]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _method(self):
        def method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(instance, owner)
            if bound is not self.func:
                # A static or class method, or a descriptor of its own making.
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._method().__get__(instance, owner)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# ---- functions that choose by the type of their first argument ------------------

def _merge(sequences):
    """One order that agrees with all the sequences: the C3 linearisation."""
    result = []
    sequences = [list(s) for s in sequences]
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return result
        for candidate in (s[0] for s in sequences):
            if not any(candidate in s[1:] for s in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(candidate)
        for s in sequences:
            if s[0] is candidate:
                del s[0]


def _order(cls, types):
    """The MRO of a class with the abstract classes among types where they belong."""
    def is_related(abstract):
        return (
            abstract not in cls.__mro__
            and hasattr(abstract, "__mro__")
            and not isinstance(abstract, GenericAlias)
            and issubclass(cls, abstract)
        )

    abstracts = [t for t in types if is_related(t)]
    # A base of another candidate comes along with it.
    abstracts = [
        t for t in abstracts
        if not any(t is not other and t in other.__mro__ for other in abstracts)
    ]
    return _order_with(cls, abstracts)


def _order_with(cls, abstracts):
    explicit_bases = list(cls.__bases__)
    boundary = 0
    for at, base in enumerate(reversed(explicit_bases)):
        if hasattr(base, "__abstractmethods__"):
            boundary = len(explicit_bases) - at
            break
    own = [
        t for t in abstracts
        if not any(issubclass(base, t) for base in cls.__bases__)
    ]
    passed_on = [t for t in abstracts if t not in own]
    return _merge(
        [[cls]]
        + [_order_with(base, passed_on) for base in explicit_bases[:boundary]]
        + [_order_with(base, passed_on) for base in own]
        + [_order_with(base, passed_on) for base in explicit_bases[boundary:]]
        + [explicit_bases[:boundary] + own + explicit_bases[boundary:]]
    )


def _find_implementation(cls, registry):
    match = None
    for candidate in _order(cls, registry.keys()):
        if match is not None:
            # Two abstract classes without relation both fit: nobody can choose.
            if (
                candidate in registry
                and candidate not in cls.__mro__
                and match not in cls.__mro__
                and not issubclass(match, candidate)
            ):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _is_union(cls):
    from types import UnionType
    if isinstance(cls, UnionType):
        return True
    # typing.Union[...], which nobody can have without that module.
    typing = sys.modules.get("typing")
    return typing is not None and typing.get_origin(cls) is typing.Union


def _is_valid_type(cls):
    if isinstance(cls, type) and not isinstance(cls, GenericAlias):
        return True
    return _is_union(cls) and all(isinstance(arg, type) for arg in cls.__args__)


def singledispatch(func):
    """Transform a function into a generic function, which chooses among its
    implementations by the type of the first argument."""
    from abc import get_cache_token
    from types import MappingProxyType

    registry = {}
    found = {}

    # What abc.register() has changed since makes the cache stale.
    token = None

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal token
        if token is not None:
            now = get_cache_token()
            if now != token:
                found.clear()
                token = now
        try:
            return found[cls]
        except KeyError:
            pass
        implementation = registry.get(cls)
        if implementation is None:
            implementation = _find_implementation(cls, registry)
        found[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Register an implementation for a class (or for the annotated one)."""
        nonlocal token
        if _is_valid_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(
                    f"Invalid first argument to `register()`. {cls!r} is not a class or union type."
                )
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated "
                    "function."
                )
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not _is_valid_type(cls):
                if _is_union(cls):
                    raise TypeError(
                        f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes."
                    )
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for one in cls.__args__ if _is_union(cls) else (cls,):
            registry[one] = func
            if token is None and hasattr(one, "__abstractmethods__"):
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: the type of the argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(instance, owner)(*args, **kwargs)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
