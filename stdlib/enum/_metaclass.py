"""enum: the metaclass, which makes members of what the body has assigned."""

import builtins as _builtins
import sys as _sys
from types import DynamicClassAttribute, MappingProxyType

from ._body import (
    EnumDict, property, _UNKNOWN, _is_descriptor, _is_single_bit,
)

# Set by _classes.py as they are made; until then no class is built upon them.
Enum = ReprEnum = Flag = KEEP = None

# The classes are those of enum, wherever they are written.
__name__ = "enum"


# ---- members ----------------------------------------------------------------------------------

class _Members:
    """Creates the members of a class as soon as the class exists."""

    def __init__(self, values):
        self.values = values

    def __set_name__(self, cls, name):
        delattr(cls, name)
        cls._is_being_made_ = True
        for member_name, value in self.values.items():
            self._create(cls, member_name, value)
        del cls._is_being_made_

    def _create(self, cls, name, value):
        args = value if isinstance(value, tuple) else (value,)
        data_type = cls._member_type_
        if data_type is tuple:
            args = (args,)
        made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(made, "_value_"):
            if data_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = data_type(*args)
                except Exception as exc:
                    raise TypeError(
                        "_value_ not set in __new__, unable to create it"
                    ) from exc
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag and isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        same = _member_of_value(cls, value)
        if same is not None:
            made = same
        elif not is_flag or isinstance(value, int) and _is_single_bit(value):
            # Other values of flags are aliases: of a combination, or of nothing.
            cls._member_names_.append(name)
        cls._add_member_(name, made)
        _know_value(cls, value, made)


def _member_of_value(cls, value):
    """The member that has the value already; None if there is none."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for known in cls._member_map_.values():
            if known._value_ == value:
                return known
    return None


def _know_value(cls, value, made):
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        # What has no hash is searched for.
        cls._unhashable_values_.append(value)
        cls._unhashable_values_map_.setdefault(made._name_, []).append(value)
    else:
        if value not in cls._hashable_values_:
            cls._hashable_values_.append(value)


# ---- the metaclass ------------------------------------------------------------------------------

class EnumType(type):
    """Metaclass for Enum: makes the members, and lets the class be used as a container."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(
                first_enum, "_generate_next_value_", None
            )
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        ignored = classdict.setdefault("_ignore_", [])
        ignored.append("_ignore_")
        for name in ignored:
            classdict.pop(name, None)
        names = list(classdict._member_names)
        invalid = [name for name in names if name in ("mro", "")]
        if invalid:
            raise ValueError(
                f"invalid enum member name(s) {','.join(repr(n) for n in invalid)}"
            )
        order = classdict.pop("_order_", None)
        data_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, data_type, first_enum)
        values = {name: classdict[name] for name in names}
        namespace = {k: v for k, v in classdict.items() if k not in values}
        generate = namespace.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        namespace.update(
            _new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={},
            _value2member_map_={}, _hashable_values_=[], _unhashable_values_=[],
            _unhashable_values_map_={}, _member_type_=data_type,
            _value_repr_=metacls._find_data_repr_(cls, bases),
        )
        if boundary is None and first_enum is not None:
            boundary = getattr(first_enum, "_boundary_", None)
        namespace.update(
            _boundary_=boundary, _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
            _inverted_=None,
        )
        if ReprEnum is not None and ReprEnum in bases:
            namespace.setdefault("__format__", data_type.__format__)
            text = data_type.__str__
            namespace.setdefault(
                "__str__", data_type.__repr__ if text is object.__str__ else text
            )
        namespace["_members_to_be_"] = _Members(values)
        try:
            made = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as e:
            # The note about __set_name__ tells nothing that a reader of the program needs.
            if hasattr(e, "__notes__"):
                del e.__notes__
            raise
        metacls._adjust_methods(made, namespace, data_type, first_enum)
        if save_new:
            made.__new_member__ = new
        if Enum is not None:
            made.__new__ = Enum.__new__
        if order is not None:
            _check_order(made, order)
        if Flag is not None and issubclass(made, Flag):
            values = [m._value_ for m in made]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        return made

    @staticmethod
    def _adjust_methods(made, namespace, data_type, first_enum):
        """Let the enumeration's own methods win over those of the data type."""
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in namespace:
                continue
            of_data = getattr(data_type, name, None)
            if of_data is not None and of_data is getattr(made, name):
                setattr(made, name, getattr(first_enum, name, None))
        if Flag is not None and issubclass(made, Flag):
            for name in (
                "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                "__invert__",
            ):
                if name not in namespace:
                    setattr(made, name, getattr(Flag, name))

    def __bool__(cls):
        """Classes are always true, whatever their number of members."""
        return True

    def __call__(cls, value, names=_UNKNOWN, *values, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """Find the member of a value; or, on a class without members, make an enumeration.

        For the latter value is the name of the new class, and names its members: a string
        of names, a sequence of names, of (name, value) pairs, or a mapping."""
        if cls._member_map_:
            if names is not _UNKNOWN:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _UNKNOWN and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, "
                "empty, enum"
            )
        return cls._create_(
            class_name=value, names=None if names is _UNKNOWN else names, module=module,
            qualname=qualname, type=type, start=start, boundary=boundary,
        )

    def __contains__(cls, value):
        """Whether value is a member, or the value of one."""
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                pass
        return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        """Members cannot be replaced."""
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        names = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
            "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_,
        }
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        """The member of a name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """The members in the order of their definition, without aliases."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """The number of members, aliases not counted."""
        return len(cls._member_names_)

    @_builtins.property
    def __members__(cls):
        """A read-only mapping of names to members, aliases included."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        """The members in reverse order of their definition."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        """Make an enumeration from a name and the names of its members."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        _, first_enum = metacls._get_mixins_(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            pairs = []
            for count, name in enumerate(names):
                value = first_enum._generate_next_value_(name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            module = _sys._getframemodulename(2)
        if module is None:
            metacls._make_unpicklable(namespace)
        else:
            namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    @staticmethod
    def _make_unpicklable(namespace):
        def refuse(self, proto):
            raise TypeError(f"{self!r} cannot be pickled")
        namespace["__reduce_ex__"] = refuse
        namespace["__module__"] = "<unknown>"

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of those constants of a module that filter accepts."""
        module_globals = _sys.modules[module].__dict__
        source = module_globals if source is None else source.__dict__
        members = [(n, source[n]) for n in source if filter(n)]
        try:
            members.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            members.sort(key=lambda item: item[0])
        made = cls(name, members, module=module, boundary=boundary or KEEP)
        if as_global:
            from enum import global_enum
            global_enum(made)
        else:
            module_globals.update(made.__members__)
        module_globals[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type of the values (object if it may be any), and the enumeration inherited."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError(
                "new enumerations should be created as "
                "`EnumName([mixin_type, ...] [data_type,] enum_type)`"
            )
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        """How values are shown: by the first repr that is not an enumeration's."""
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    params = base.__dict__.get("__dataclass_params__")
                    if "__dataclass_fields__" in base.__dict__ and params and params.repr:
                        return _dataclass_repr
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {found!r}")
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, data_type, first_enum):
        """What makes the instances; whether it is to be kept; whether it takes the values."""
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if new is None:
            nobody = {None, None.__new__, object.__new__}
            if Enum is not None:
                nobody.add(Enum.__new__)
            candidates = (
                getattr(owner, method, None)
                for method in ("__new_member__", "__new__")
                for owner in (data_type, first_enum)
            )
            new = next((c for c in candidates if c not in nobody), object.__new__)
        use_args = first_enum is not None and new is not object.__new__
        return new, save_new, use_args

    def _add_member_(cls, name, member):
        known = cls._member_map_.get(name)
        if known is not None:
            if known is not member:
                raise NameError(f"{name!r} is already bound: {known!r}")
            return
        cls._put_in_place(name, member)
        cls._member_map_[name] = member

    def _put_in_place(cls, name, member):
        """Make a member an attribute, beside a property of its name if there is one."""
        found = kind = owner = None
        for base in cls.__mro__[1:]:
            attribute = base.__dict__.get(name)
            if attribute is None:
                continue
            if isinstance(attribute, (property, DynamicClassAttribute)):
                found, kind, owner = attribute, "enum", base
                break
            if _is_descriptor(attribute):
                found, kind, owner = found or attribute, kind or "desc", owner or base
            else:
                found, kind, owner = attribute, "attr", base
        if found is None:
            setattr(cls, name, member)
            return
        redirect = property()
        redirect.member = member
        redirect.__set_name__(cls, name)
        if kind in ("desc", "enum"):
            redirect.fget = getattr(found, "fget", None)
            redirect.fset = getattr(found, "fset", None)
            redirect.fdel = getattr(found, "fdel", None)
        redirect._attr_type = kind
        redirect._cls_type = owner
        setattr(cls, name, redirect)


EnumMeta = EnumType


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join(
        f"{name}={getattr(self, name)!r}" for name, field in fields.items() if field.repr
    )


def _check_order(cls, order):
    """TypeError unless _order_ names the members in the order of their definition."""
    if isinstance(order, str):
        order = order.replace(",", " ").split()
    if Flag is not None and issubclass(cls, Flag):
        order = [
            name for name in order
            if name not in cls._member_map_ or name in cls._member_names_
        ]
    if order != cls._member_names_:
        raise TypeError(
            f"member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}"
        )
