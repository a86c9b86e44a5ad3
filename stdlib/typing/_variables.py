"""typing: type variables of all kinds, new types, and names for types.

What `def f[T: int = str]` makes are these classes, too; see the helpers at the end, which the
compiler calls. They get bounds, constraints, defaults and values as functions to be called when
somebody asks."""

from types import GenericAlias
from _types import _union_of

from ._checks import (
    _caller, _is_param_expr, _is_unpacked, _type_check, _type_repr,
)

__name__ = "typing"


class _NoDefaultType:
    """The type of NoDefault."""

    __slots__ = ()

    def __new__(cls):
        return _NO_DEFAULT[0] if _NO_DEFAULT else super().__new__(cls)

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


_NO_DEFAULT = []
NoDefault = _NoDefaultType()
_NO_DEFAULT.append(NoDefault)
_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = "NoDefaultType"
_NoDefaultType.__module__ = "builtins"


class _Lazy:
    """A value that is computed when it is first asked for."""

    __slots__ = ("compute", "value")

    def __init__(self, compute):
        self.compute = compute

    @staticmethod
    def get(value):
        if not isinstance(value, _Lazy):
            return value
        if value.compute is not None:
            value.value = value.compute()
            value.compute = None
        return value.value


class _Variable:
    """What all kinds of type variables share."""

    def _name_it(self, name, default):
        self.__name__ = name
        self._default = default
        module = _caller(2)
        if module != "typing":
            self.__module__ = module

    @property
    def __default__(self):
        """The default value, or NoDefault."""
        return _Lazy.get(self._default)

    def has_default(self):
        """Whether there is a default."""
        return self._default is not NoDefault

    def __or__(self, right):
        from ._forms import Union
        return Union[self, right]

    def __ror__(self, left):
        from ._forms import Union
        return Union[left, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__


def _variance_sign(variable):
    if variable.__infer_variance__:
        return ""
    return "+" if variable.__covariant__ else "-" if variable.__contravariant__ else "~"


def _set_variance(variable, covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")
    variable.__covariant__ = bool(covariant)
    variable.__contravariant__ = bool(contravariant)
    variable.__infer_variance__ = bool(infer_variance)


def _no_subclass(cls):
    """__init_subclass__ of the classes that cannot be derived from."""
    raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")


class TypeVar(_Variable):
    """Type variable.

    TypeVar('T') can be any type, TypeVar('T', int, str) one of those named, and
    TypeVar('T', bound=Base) any subtype of a type."""

    __init_subclass__ = classmethod(_no_subclass)

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(
                f"typevar() argument 'name' must be str, not {type(name).__name__}"
            )
        _set_variance(self, covariant, contravariant, infer_variance)
        if bound is not None:
            bound = _type_check(bound, "Bound must be a type.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._constraints = tuple(
            _type_check(t, "TypeVar(name, constraint, ...): constraints must be types.")
            for t in constraints
        )
        self._bound = bound
        self._name_it(name, default)

    @property
    def __bound__(self):
        return _Lazy.get(self._bound)

    @property
    def __constraints__(self):
        return _Lazy.get(self._constraints)

    def __repr__(self):
        return _variance_sign(self) + self.__name__

    def __typing_subst__(self, arg):
        arg = _type_check(arg, "Parameters to generic types must be types.")
        if _is_unpacked(arg):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        if index < len(args):
            return args
        if index == len(args) and self.has_default():
            return (*args, self.__default__)
        from ._checks import _check_count
        _check_count(alias, len(args), len(parameters), parameters)
        return args


class ParamSpecArgs:
    """The args for a ParamSpec object."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecArgs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")


class ParamSpecKwargs:
    """The kwargs for a ParamSpec object."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecKwargs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")


class ParamSpec(_Variable):
    """Parameter specification variable: stands for all parameters of a callable."""

    __init_subclass__ = classmethod(_no_subclass)

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        _set_variance(self, covariant, contravariant, infer_variance)
        self.__bound__ = bound if bound is None else _type_check(bound, "Bound must be a type.")
        self._name_it(name, default)

    @property
    def args(self):
        """Represents positional arguments."""
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        """Represents keyword arguments."""
        return ParamSpecKwargs(self)

    def __repr__(self):
        return _variance_sign(self) + self.__name__

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(a, "Expected a type.") for a in arg)
        if not _is_param_expr(arg):
            raise TypeError(
                "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                f"Got {arg}"
            )
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        if index == len(args) and self.has_default():
            args = (*args, self.__default__)
        if index >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        # A generic class with only this parameter may be given a bare list of types.
        if len(parameters) == 1 and not _is_param_expr(args[0]):
            return (tuple(args),)
        if isinstance(args[index], list):
            return (*args[:index], tuple(args[index]), *args[index + 1:])
        return args


def _endless_tuple(args):
    """Where *tuple[x, ...] stands among arguments, and its x; (None, None) without."""
    at = filling = None
    for place, arg in enumerate(args):
        if isinstance(arg, type):
            continue
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner and len(inner) == 2 and inner[-1] is ...:
            if at is not None:
                raise TypeError("More than one unpacked arbitrary-length tuple argument")
            at, filling = place, inner[0]
    return at, filling


class TypeVarTuple(_Variable):
    """Type variable tuple: stands for any number of types; used as *Ts."""

    __init_subclass__ = classmethod(_no_subclass)

    def __init__(self, name, *, default=NoDefault):
        self._name_it(name, default)

    def __iter__(self):
        from ._forms import Unpack
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        for other in parameters[index + 1:]:
            if isinstance(other, TypeVarTuple):
                raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        count, wanted = len(args), len(parameters)
        before, after = index, wanted - index - 1
        # *tuple[int, ...] can stand for as many types as the other parameters want.
        at, filling = _endless_tuple(args)
        if at is not None:
            before, after = min(before, at), min(after, count - at - 1)
        elif before + after > count:
            raise TypeError(
                f"Too few arguments for {alias}; actual {count}, "
                f"expected at least {wanted - 1}"
            )
        own = args[before:count - after]
        if before == count - after and self.has_default():
            from ._checks import _unpack_args
            own = _unpack_args(self.__default__)
        return (
            *args[:before], *[filling] * (index - before), tuple(own),
            *[filling] * (wanted - index - 1 - after), *args[count - after:],
        )


class NewType:
    """A distinct type for type checkers: NewType('UserId', int)(5) is just 5."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if "." in name:
            name = name.rpartition(".")[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__
        # The words come when a class is made of it.
        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )
        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        from ._forms import Union
        return Union[self, other]

    def __ror__(self, other):
        from ._forms import Union
        return Union[other, self]


class TypeAliasType:
    """A name for a type: what the statement `type X = ...` makes."""

    __init_subclass__ = classmethod(_no_subclass)

    def __init__(self, name, value, *, type_params=()):
        self._fill(name, value, type_params, _caller())

    def _fill(self, name, value, type_params, module):
        set_it = object.__setattr__
        set_it(self, "__name__", name)
        set_it(self, "_value", value)
        set_it(self, "__type_params__", type_params)
        set_it(self, "__parameters__", tuple(
            # *Ts stands for the several types.
            next(iter(p)) if isinstance(p, TypeVarTuple) else p for p in type_params
        ))
        set_it(self, "__module__", module)

    @property
    def __value__(self):
        return _Lazy.get(self._value)

    def __setattr__(self, name, value):
        if name == "__name__":
            raise AttributeError("readonly attribute")
        if name in ("__value__", "__type_params__", "__parameters__", "__module__"):
            raise AttributeError(
                f"attribute {name!r} of 'typing.TypeAliasType' objects is not writable"
            )
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r}")

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __or__(self, other):
        return _union_of(self, other)

    def __ror__(self, other):
        return _union_of(other, self)

    def __mro_entries__(self, bases):
        raise TypeError("cannot create 'typing.TypeAliasType' instances as bases")

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    # A generic alias can be asked for it where it looks for what is callable.
    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")


# ---- what the compiler calls ------------------------------------------------------------------

def _lazily(compute, otherwise):
    return otherwise if compute is None else _Lazy(compute)


def _type_var(name, bound, constraints, default):
    """T, T: int or T: (int, str) between brackets."""
    made = TypeVar(name, infer_variance=True)
    made._bound = _lazily(bound, None)
    made._constraints = _lazily(constraints, ())
    made._default = _lazily(default, NoDefault)
    made.__module__ = _caller()
    return made


def _type_var_tuple(name, default):
    """*Ts between brackets."""
    made = TypeVarTuple(name)
    made._default = _lazily(default, NoDefault)
    made.__module__ = _caller()
    return made


def _param_spec(name, default):
    """**P between brackets."""
    made = ParamSpec(name, infer_variance=True)
    made._default = _lazily(default, NoDefault)
    made.__module__ = _caller()
    return made


def _generic_base(parameters):
    """The base that a class with type parameters gets."""
    from ._generic import Generic
    return Generic[tuple(
        next(iter(p)) if isinstance(p, TypeVarTuple) else p for p in parameters
    )]


def _type_alias(name, parameters, value):
    """type name[parameters] = value"""
    made = TypeAliasType.__new__(TypeAliasType)
    made._fill(name, _Lazy(value), parameters, _caller())
    return made
