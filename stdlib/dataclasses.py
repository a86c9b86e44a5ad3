"""Data classes: classes whose methods follow from the annotations of their fields.

The methods are real functions, compiled from text that is put together here, so that their
signatures, messages and tracebacks are those of functions that somebody has written."""

import sys
import types
from types import FunctionType, GenericAlias

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
    "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """Raised where a field of a frozen data class is set or deleted."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


# The default of a parameter whose field gets a new value from a function.
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
# As an annotation: the fields that follow are keyword-only.
KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    """The kinds of fields: plain ones, class variables, and parameters of __init__ only."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


def _recursive_repr(function):
    # As reprlib.recursive_repr, which need not be imported for this.
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)
    __repr__.__wrapped__ = function
    return __repr__


class InitVar:
    """As an annotation: a parameter of __init__ that is passed to __post_init__, not a field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of a field; made by field()."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
        "metadata", "kw_only", "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = (
            _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        )
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr
    def __repr__(self):
        shown = ",".join(
            f"{name}={getattr(self, name)!r}" for name in (
                "name", "type", "default", "default_factory", "init", "repr", "hash",
                "compare", "metadata", "kw_only",
            )
        )
        return f"Field({shown},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        # The default stands in the class later, so it hears of its name now.
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only",
        "slots", "weakref_slot",
    )

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"_DataclassParams({shown})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Describe a field of a data class: its default and which methods regard it.

    default_factory is called without arguments for each instance that needs a default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---- which fields there are -------------------------------------------------------------

def _names_type(annotation, cls, matches):
    """Whether an annotation that is text names a certain type: `Name` or `module.Name`."""
    import re
    found = re.match(r"^(?:\s*(\w+)\s*\.)?\s*(\w+)", annotation)
    if not found:
        return False
    module = sys.modules.get(cls.__module__)
    space = module.__dict__ if module else {}
    if found.group(1):
        inner = space.get(found.group(1))
        if not isinstance(inner, types.ModuleType):
            return False
        space = inner.__dict__
    return matches(space.get(found.group(2)))


def _is_classvar(annotation):
    typing = sys.modules.get("typing")
    if typing is None or annotation is None:
        return False
    return annotation is typing.ClassVar or (
        getattr(annotation, "__origin__", None) is typing.ClassVar
    )


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _is(annotation, cls, matches):
    return matches(annotation) or (
        isinstance(annotation, str) and _names_type(annotation, cls, matches)
    )


def _get_field(cls, name, annotation, default_kw_only):
    """The field for a name with an annotation in the body of a class."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # A slot of the class, no default.
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    if _is(annotation, cls, _is_classvar):
        f._field_type = _FIELD_CLASSVAR
    elif _is(annotation, cls, _is_initvar):
        f._field_type = _FIELD_INITVAR
    else:
        f._field_type = _FIELD
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(f.default)} for field {f.name} is not allowed: "
            "use default_factory"
        )
    return f


def _collect_fields(cls, frozen, kw_only):
    """All fields by name, inherited ones first; also checks that frozen is inherited rightly."""
    found = {}
    any_frozen = False
    all_frozen = None
    has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is None:
            continue
        has_bases = True
        found.update(inherited)
        if all_frozen is None:
            all_frozen = True
        is_frozen = getattr(base, _PARAMS).frozen
        all_frozen = all_frozen and is_frozen
        any_frozen = any_frozen or is_frozen
    kw_only_seen = False
    own = []
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is(annotation, cls, _is_kw_only):
            if kw_only_seen:
                raise TypeError(
                    f"{name!r} is KW_ONLY, but KW_ONLY has already been specified"
                )
            kw_only_seen = True
            kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        found[f.name] = f
        # The class attribute is the default itself, or nothing.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    annotations = cls.__dict__.get("__annotations__", {})
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# ---- the text of the methods ---------------------------------------------------------------

class _Functions:
    """Functions to be compiled together, with the values that their text refers to."""

    def __init__(self):
        self.names = []
        self.lines = []
        self.values = {}
        self.overwrite_errors = {}
        self.unconditional = set()

    def add(self, name, params, body, *, decorator=None, returns=None, values=None,
            overwrite_error=False, unconditional=False):
        """A function with the lines of its body; its values stand under private names."""
        self.values.update(values or {})
        self.names.append(name)
        if decorator:
            self.lines.append(f" {decorator}")
        arrow = ""
        if returns is not MISSING and name == "__init__":
            key = f"__dataclass_{name}_return_type__"
            self.values[key] = returns
            arrow = f"->{key}"
        self.lines.append(f" def {name}({','.join(params)}){arrow}:")
        self.lines += [f"  {line}" for line in body]
        if overwrite_error:
            self.overwrite_errors[name] = overwrite_error
        if unconditional:
            self.unconditional.add(name)

    def put_into(self, cls):
        """Compile everything and make it methods of the class."""
        if not self.names:
            return
        text = "\n".join(
            [f"def __create_fn__({','.join(self.values)}):", *self.lines,
             f" return {','.join(self.names)},"]
        )
        module = sys.modules.get(cls.__module__)
        namespace = {}
        exec(text, module.__dict__ if module else {}, namespace)
        made = namespace["__create_fn__"](**self.values)
        for name, function in zip(self.names, made):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name in self.unconditional:
                setattr(cls, name, function)
            elif name in cls.__dict__:
                error = self.overwrite_errors.get(name)
                if error:
                    hint = "" if error is True else f" {error}"
                    raise TypeError(
                        f"Cannot overwrite attribute {name} in class {cls.__name__}{hint}"
                    )
            else:
                setattr(cls, name, function)


def _add_init(functions, std_fields, kw_only_fields, frozen, has_post_init, self_name, slots):
    """__init__: set every field, then call __post_init__ with the init-only parameters."""
    seen_default = None
    for f in std_fields:
        if not f.init:
            continue
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default:
            raise TypeError(
                f"non-default argument {f.name!r} follows default argument "
                f"{seen_default.name!r}"
            )
    all_fields = std_fields + kw_only_fields
    values = {"__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY,
              "__dataclass_builtins_object__": object}
    for f in all_fields:
        values[f"__dataclass_type_{f.name}__"] = f.type
    body = []
    for f in all_fields:
        value = _init_value(f, values, slots)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(
                f"__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})"
            )
        else:
            body.append(f"{self_name}.{f.name}={value}")
    if has_post_init:
        passed = ",".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({passed})")
    params = [self_name] + [_init_param(f) for f in std_fields if f.init]
    keyword_only = [_init_param(f) for f in kw_only_fields if f.init]
    if keyword_only:
        params += ["*", *keyword_only]
    functions.add("__init__", params, body or ["pass"], values=values)


def _init_value(f, values, slots):
    """The text of what a field is set to; None where its default in the class is enough."""
    default = f"__dataclass_dflt_{f.name}__"
    if f.default_factory is not MISSING:
        values[default] = f.default_factory
        if f.init:
            return (
                f"{default}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}"
            )
        return f"{default}()"
    if f.init:
        if f.default is not MISSING:
            values[default] = f.default
        return f.name
    if slots and f.default is not MISSING:
        values[default] = f.default
        return default
    return None


def _init_param(f):
    text = f"{f.name}:__dataclass_type_{f.name}__"
    if f.default is not MISSING:
        return f"{text}=__dataclass_dflt_{f.name}__"
    if f.default_factory is not MISSING:
        return f"{text}=__dataclass_HAS_DEFAULT_FACTORY__"
    return text


def _add_repr(functions, shown):
    inside = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in shown)
    functions.add(
        "__repr__", ("self",),
        [f'return f"{{self.__class__.__qualname__}}({inside})"'],
        decorator="@__dataclass_recursive_repr__",
        values={"__dataclass_recursive_repr__": _recursive_repr},
    )


def _add_eq(functions, compared):
    terms = " and ".join(f"self.{f.name}==other.{f.name}" for f in compared) or "True"
    functions.add("__eq__", ("self", "other"), [
        "if self is other:",
        " return True",
        "if other.__class__ is self.__class__:",
        f" return {terms}",
        "return NotImplemented",
    ])


def _add_order(functions, compared):
    def items(name):
        return "(" + "".join(f"{name}.{f.name}," for f in compared) + ")"

    for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
        functions.add(name, ("self", "other"), [
            "if other.__class__ is self.__class__:",
            f" return {items('self')}{sign}{items('other')}",
            "return NotImplemented",
        ], overwrite_error="Consider using functools.total_ordering")


def _add_frozen(functions, cls, all_fields):
    condition = "type(self) is __dataclass_cls__"
    if all_fields:
        condition += " or name in {" + ", ".join(repr(f.name) for f in all_fields) + "}"
    values = {"__dataclass_cls__": cls, "__dataclass_FrozenInstanceError__": FrozenInstanceError}
    for name, params, verb in (
        ("__setattr__", ("self", "name", "value"), "assign to"),
        ("__delattr__", ("self", "name"), "delete"),
    ):
        functions.add(name, params, [
            f"if {condition}:",
            f' raise __dataclass_FrozenInstanceError__(f"cannot {verb} field {{name!r}}")',
            f"super(__dataclass_cls__, self).{name}({', '.join(params[1:])})",
        ], values=values, overwrite_error=True)


def _treat_hash(functions, cls, params, std_fields):
    """Decide what becomes of __hash__: it depends on eq, frozen and what the class has."""
    own = cls.__dict__.get("__hash__", MISSING)
    # A class that defines __eq__ has got a __hash__ of None, which nobody has asked for.
    explicit = not (own is MISSING or (own is None and "__eq__" in cls.__dict__))
    add = params.unsafe_hash or (params.eq and params.frozen)
    if params.unsafe_hash and explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if explicit:
        return
    if add:
        used = [f for f in std_fields if (f.compare if f.hash is None else f.hash)]
        items = "".join(f"self.{f.name}," for f in used)
        functions.add(
            "__hash__", ("self",), [f"return hash(({items}))"], unconditional=True,
        )
    elif params.eq:
        cls.__hash__ = None


# ---- the decorator -----------------------------------------------------------------------------

def _process_class(cls, params):
    found = _collect_fields(cls, params.frozen, params.kw_only)
    # A property of this name holds the fields before the methods are made: they look there.
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, params)
    all_init = [f for f in found.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_init = [f for f in all_init if f.init and not f.kw_only]
    kw_init = [f for f in all_init if f.init and f.kw_only]
    instance_fields = [f for f in found.values() if f._field_type is _FIELD]
    functions = _Functions()
    if params.init:
        _add_init(
            functions,
            [f for f in all_init if not f.kw_only], [f for f in all_init if f.kw_only],
            params.frozen, hasattr(cls, _POST_INIT_NAME),
            "__dataclass_self__" if "self" in found else "self", params.slots,
        )
    # CPython finds __replace__ in every data class; a class may have its own.
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if params.repr:
        _add_repr(functions, [f for f in instance_fields if f.repr])
    compared = [f for f in instance_fields if f.compare]
    if params.eq:
        _add_eq(functions, compared)
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        _add_order(functions, compared)
    if params.frozen:
        _add_frozen(functions, cls, instance_fields)
    _treat_hash(functions, cls, params, instance_fields)
    functions.put_into(cls)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature_text(cls, std_init, kw_init)
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in std_init)
    if params.slots:
        cls = _with_slots(cls, params.frozen, params.weakref_slot)
    elif params.weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    import abc
    abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    text = repr(annotation)
    if getattr(annotation, "__module__", None) == "typing":
        import re
        text = re.sub(r"[\w\.]+", lambda m: m.group().removeprefix("typing."), text)
    return text


def _signature_text(cls, std_init, kw_init):
    """(x: int, y: str = 'a'), for the docstring of a class without one."""
    if not getattr(cls, _PARAMS).init:
        if cls.__init__ is object.__init__:
            return "()"
        try:
            from inspect import signature
            return str(signature(cls)).replace(" -> None", "")
        except (ImportError, TypeError, ValueError):
            return ""
    def shown(f):
        text = f"{f.name}: {_annotation_text(f.type)}"
        if f.default is not MISSING:
            return f"{text} = {f.default!r}"
        if f.default_factory is not MISSING:
            return f"{text} = <factory>"
        return text

    parts = [shown(f) for f in std_init]
    if kw_init:
        parts += ["*", *map(shown, kw_init)]
    return f"({', '.join(parts)})"


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        # The class may be frozen.
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        # A class with a free namespace has room for weak references, too.
        found = []
        if "__weakref__" in cls.__dict__:
            found.append("__weakref__")
        if "__dict__" in cls.__dict__:
            found.append("__dict__")
        return found
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return list(slots)


def _with_slots(cls, frozen, weakref_slot):
    """A class like cls whose fields are slots: slots must be known when a class is made."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    wanted = names + (["__weakref__"] if weakref_slot else [])
    namespace["__slots__"] = tuple(name for name in wanted if name not in inherited)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        # Without a __dict__ the usual way to pickle is closed to a frozen class.
        if "__getstate__" not in namespace:
            made.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            made.__setstate__ = _dataclass_setstate
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Add methods to a class according to the fields that its annotations declare.

    init: __init__(); repr: __repr__(); eq: __eq__(); order: the four orderings;
    unsafe_hash: __hash__() in any case; frozen: fields cannot be set; match_args:
    __match_args__; kw_only: fields are keyword-only; slots: a class with __slots__ is
    returned, with weakref_slot one whose instances can be referred to weakly."""
    def wrap(cls):
        return _process_class(cls, _DataclassParams(
            init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
            weakref_slot,
        ))

    return wrap if cls is None else wrap(cls)


# ---- functions for data classes ---------------------------------------------------------------

def fields(class_or_instance):
    """The fields of a data class, or of the class of an instance, as a tuple."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether obj is a data class or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


# Values that are their own copies.
_ATOMIC = frozenset({
    types.NoneType, bool, int, float, str, complex, bytes, types.EllipsisType,
    types.NotImplementedType, types.CodeType, types.BuiltinFunctionType, FunctionType, type,
    range, property,
})


def _convert(obj, make, of_fields):
    """A copy of obj in which data classes are replaced by what of_fields gives for them."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return of_fields(obj, make)
    if kind is list:
        return [_convert(v, make, of_fields) for v in obj]
    if issubclass(kind, tuple):
        items = [_convert(v, make, of_fields) for v in obj]
        # A named tuple takes its items one by one.
        return kind(*items) if hasattr(kind, "_fields") else kind(items)
    if issubclass(kind, dict):
        pairs = (
            (_convert(k, make, of_fields), _convert(v, make, of_fields))
            for k, v in obj.items()
        )
        if hasattr(kind, "default_factory"):
            made = kind(obj.default_factory)
            for k, v in pairs:
                made[k] = v
            return made
        return kind(pairs)
    if issubclass(kind, list):
        return kind(_convert(v, make, of_fields) for v in obj)
    from copy import deepcopy
    return deepcopy(obj)


def _fields_as_dict(obj, factory):
    pairs = [
        (f.name, _convert(getattr(obj, f.name), factory, _fields_as_dict))
        for f in fields(obj)
    ]
    return factory(pairs)


def _fields_as_tuple(obj, factory):
    return factory([
        _convert(getattr(obj, f.name), factory, _fields_as_tuple) for f in fields(obj)
    ])


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a new dict, data classes inside converted as well.

    dict_factory is called with a list of (name, value) pairs."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _fields_as_dict(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a new tuple, data classes inside converted as well."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _fields_as_tuple(obj, tuple_factory)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True,
                   kw_only=False, slots=False, weakref_slot=False, module=None):
    """Make a data class of a list of fields: names, (name, type) or (name, type, default)."""
    namespace = {} if namespace is None else namespace
    from keyword import iskeyword
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name = item
            annotation = "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, default = item
            defaults[name] = default
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body["__annotations__"] = annotations

    made = types.new_class(cls_name, bases, {}, fill)
    if module is None:
        module = sys._getframemodulename(1)
    if module is not None:
        made.__module__ = module
    return dataclass(
        made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
        match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot,
    )


def replace(obj, /, **changes):
    """A new instance like obj, with the fields given changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified "
                    "with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
