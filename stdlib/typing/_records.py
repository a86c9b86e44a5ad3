"""typing: NamedTuple and TypedDict."""

from types import GenericAlias
from collections import namedtuple

from ._checks import _caller, _type_check
from ._forms import (
    Annotated, NotRequired, ReadOnly, Required, _AnnotatedAlias, _GenericAlias,
)
from ._generic import Generic

__name__ = "typing"

# What a named tuple has from namedtuple() and must not be defined again.
_PROHIBITED = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source",
})
# What every class body has.
_SPECIAL = frozenset({
    "__module__", "__name__", "__annotations__", "__static_attributes__", "__firstlineno__",
    "__qualname__", "__orig_bases__",
})


def _make_nmtuple(name, types, module, defaults=()):
    types = {
        field: _type_check(t, f"field {field} annotation must be a type") for field, t in types
    }
    made = namedtuple(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        types = ns.get("__annotations__", {})
        with_default = []
        for field in types:
            if field in ns:
                with_default.append(field)
            elif with_default:
                plural = "s" if len(with_default) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default "
                    f"field{plural} {', '.join(with_default)}"
                )
        made = _make_nmtuple(
            typename, types.items(), defaults=[ns[n] for n in with_default],
            module=ns["__module__"],
        )
        if Generic in bases:
            made = _with_bases(made, bases, ns.get("__orig_bases__"))
        for key, value in ns.items():
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _SPECIAL:
                if key not in made._fields:
                    setattr(made, key, value)
                set_name = getattr(type(value), "__set_name__", None)
                if set_name is not None:
                    try:
                        set_name(value, made, key)
                    except BaseException as e:
                        e.add_note(
                            f"Error calling __set_name__ on {type(value).__name__!r} "
                            f"instance {key!r} in {typename!r}"
                        )
                        raise
        if "__orig_bases__" in ns:
            made.__orig_bases__ = ns["__orig_bases__"]
        return made


def _with_bases(made, bases, written):
    """A class like one that namedtuple() has made, with Generic among its bases."""
    namespace = dict(made.__dict__)
    namespace.pop("__class_getitem__", None)
    if written is not None:
        namespace["__orig_bases__"] = written
    again = type(made.__name__, bases, namespace)
    # The constructor names the class it is for in its messages.
    again.__new__.__qualname__ = f"{again.__name__}.__new__"
    return again


_UNSET = object()


def _warn_of_fields(kind, typename, fields, empty):
    """DeprecationWarning: the functional syntax without fields."""
    import warnings
    if fields is _UNSET:
        what = "Failing to pass a value for the 'fields' parameter"
    else:
        what = "Passing `None` as the 'fields' parameter"
    name = "list" if empty == "[]" else "dictionary"
    warnings.warn(
        f"{what} is deprecated and will be disallowed in Python 3.15. "
        f"To create a {kind} class with 0 fields using the functional syntax, pass an "
        f"empty {name}, e.g. `{typename} = {kind}({typename!r}, {empty})`.",
        DeprecationWarning, stacklevel=3,
    )


def NamedTuple(typename, fields=_UNSET, /, **kwargs):
    """Typed version of namedtuple.

    class Employee(NamedTuple):
        name: str
        id: int = 3

    NamedTuple('Employee', [('name', str), ('id', int)]) makes the same class."""
    if fields is not _UNSET and kwargs:
        raise TypeError(
            "Either list of fields or keywords can be provided to NamedTuple, not both"
        )
    if kwargs:
        import warnings
        warnings.warn(
            "Creating NamedTuple classes using keyword arguments is deprecated and will be "
            "disallowed in Python 3.15. Use the class-based or functional syntax instead.",
            DeprecationWarning, stacklevel=2,
        )
        fields = kwargs.items()
    elif fields is _UNSET or fields is None:
        _warn_of_fields("NamedTuple", typename, fields, "[]")
        fields = ()
    made = _make_nmtuple(typename, fields or (), module=_caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# ---- TypedDict -----------------------------------------------------------------------------------

def _qualifiers(annotation):
    """The marks around a key's type: Required, NotRequired, ReadOnly."""
    while True:
        if isinstance(annotation, _AnnotatedAlias):
            annotation = annotation.__origin__
            continue
        origin = getattr(annotation, "__origin__", None)
        if origin in (Required, NotRequired, ReadOnly):
            yield origin
            annotation, = annotation.__args__
            continue
        return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError(
                    "cannot inherit from both a TypedDict type and a non-TypedDict base class"
                )
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        own = {}
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, annotation in ns.get("__annotations__", {}).items():
            own[key] = _type_check(
                annotation, message, module=ns.get("__module__"), allow_special_forms=True,
            )
        made = type.__new__(cls, name, (*generic, dict), {**ns, "__annotations__": own})
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        annotations = {}
        kinds = {
            "required": set(), "optional": set(), "readonly": set(), "mutable": set(),
        }
        for base in bases:
            known = base.__dict__
            annotations.update(known.get("__annotations__", {}))
            kinds["required"] |= known.get("__required_keys__", set())
            kinds["optional"] |= known.get("__optional_keys__", set())
            kinds["readonly"] |= known.get("__readonly_keys__", set())
            kinds["mutable"] |= known.get("__mutable_keys__", set())
        annotations.update(own)
        for key, annotation in own.items():
            marks = set(_qualifiers(annotation))
            required = Required in marks or (NotRequired not in marks and total)
            _move(kinds, key, "required" if required else "optional",
                  "optional" if required else "required")
            if ReadOnly in marks:
                if key in kinds["mutable"]:
                    raise TypeError(
                        f"Cannot override mutable key {key!r} with read-only key"
                    )
                kinds["readonly"].add(key)
            else:
                _move(kinds, key, "mutable", "readonly")
        made.__annotations__ = annotations
        for kind, keys in kinds.items():
            setattr(made, f"__{kind}_keys__", frozenset(keys))
        made.__total__ = total
        return made

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


def _move(kinds, key, to, away):
    kinds[to].add(key)
    kinds[away].discard(key)


def TypedDict(typename, fields=_UNSET, /, *, total=True):
    """A dictionary whose keys and the types of their values are known.

    class Point(TypedDict):
        x: int
        y: NotRequired[int]

    Instances are plain dicts; with total=False all keys may be missing."""
    if fields is _UNSET or fields is None:
        _warn_of_fields("TypedDict", typename, fields, "{}")
        fields = {}
    namespace = {"__annotations__": dict(fields)}
    module = _caller()
    if module is not None:
        namespace["__module__"] = module
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing"})


def _typeddict_mro_entries(bases):
    return (_TypedDict,)


TypedDict.__mro_entries__ = _typeddict_mro_entries


def is_typeddict(tp):
    """Whether tp is a class made by TypedDict."""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict
