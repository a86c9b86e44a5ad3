"""typing: how types are shown, checked and looked through for type variables."""

from types import FunctionType, GenericAlias, NoneType

__name__ = "typing"


def _type_repr(obj):
    """A type as representations show it: int, module.Class, ..., [int, str]."""
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, FunctionType):
        return obj.__name__
    if isinstance(obj, tuple):
        return "[" + ", ".join(_type_repr(t) for t in obj) + "]"
    return repr(obj)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    """None stands for its type, text for a type to be found later."""
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        from ._hints import ForwardRef
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The type that arg stands for; TypeError for what is no type."""
    from . import _forms as forms
    from ._generic import Generic, Protocol
    invalid = (Generic, Protocol)
    if not allow_special_forms:
        invalid += (forms.ClassVar,)
        if is_argument:
            invalid += (forms.Final,)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, forms._GenericAlias) and arg.__origin__ in invalid:
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (
        forms.Any, forms.LiteralString, forms.NoReturn, forms.Never, forms.Self, forms.TypeAlias,
    ):
        return arg
    if allow_special_forms and arg in (forms.ClassVar, forms.Final):
        return arg
    if isinstance(arg, forms._SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _is_param_expr(arg):
    """Whether arg can stand for the parameters of a callable."""
    from . import _forms as forms
    from ._variables import ParamSpec
    if arg is ... or isinstance(arg, (tuple, list, ParamSpec)):
        return True
    return isinstance(arg, forms._ConcatenateGenericAlias)


def _is_unpacked(arg):
    """*Ts or *tuple[...]"""
    from . import _forms as forms
    if isinstance(arg, forms._GenericAlias) and arg.__origin__ is forms.Unpack:
        return True
    return isinstance(arg, GenericAlias) and arg.__unpacked__


def _is_unpacked_typevartuple(arg):
    return not isinstance(arg, type) and getattr(
        arg, "__typing_is_unpacked_typevartuple__", False
    )


def _unpack_args(*args):
    """*tuple[int, str] among arguments as int and str."""
    found = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            found.extend(inner)
        else:
            found.append(arg)
    return tuple(found)


def _own_annotations(cls):
    """The annotations in the body of a class; built-in ones have none."""
    found = cls.__dict__.get("__annotations__", {})
    return found if isinstance(found, dict) else {}


def _collect_type_parameters(args, in_order=False):
    """The type variables in arguments, each once, in order.

    in_order: those with a default must come last."""
    found = []
    with_default = False

    def add(parameter):
        if parameter not in found:
            found.append(parameter)

    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            for inner in arg:
                for parameter in _collect_type_parameters((inner,)):
                    add(parameter)
        elif hasattr(arg, "__typing_subst__"):
            if arg in found:
                continue
            if getattr(arg, "has_default", None) and arg.has_default():
                with_default = True
            elif with_default and in_order:
                raise TypeError(
                    f"Type parameter {arg!r} without a default follows type parameter "
                    "with a default"
                )
            found.append(arg)
        else:
            for parameter in getattr(arg, "__parameters__", ()):
                add(parameter)
    return tuple(found)


def _check_count(cls, actual, expected, parameters=None):
    """TypeError for the wrong number of arguments; parameters may have defaults."""
    if actual == expected:
        return
    word = "many" if actual > expected else "few"
    if parameters is not None and actual < expected:
        if parameters[actual].has_default():
            return
        # *Ts wants nothing.
        expected -= sum(
            type(p).__name__ == "TypeVarTuple" or p.has_default() for p in parameters[actual:]
        )
        expected = f"at least {expected}"
    raise TypeError(f"Too {word} arguments for {cls}; actual {actual}, expected {expected}")


def _prepared(alias, parameters, args):
    """Arguments after the variables had their say: defaults filled in, several made one."""
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare:
            args = prepare(alias, args)
    return args


def _remove_dups(values):
    """The values that differ, in order; they need not be hashable."""
    found = []
    for value in values:
        if not any(value == other and type(value) is type(other) for other in found):
            found.append(value)
    return found


def _caller(depth=1):
    """The name of the module that called the caller."""
    import sys
    return sys._getframemodulename(depth + 1)
