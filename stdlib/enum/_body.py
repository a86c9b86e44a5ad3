"""enum: what can be assigned in the body of an enumeration, and the namespace for it."""

import builtins as _builtins
from types import DynamicClassAttribute

# The classes are those of enum, wherever they are written.
__name__ = "enum"


# ---- kinds of names and values -------------------------------------------------------------

def _is_dunder(name):
    return (
        len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"
    )


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    """What __name in the body of the class has been turned into."""
    start = f"_{class_name}__"
    return len(name) > len(start) and name.startswith(start) and not name.endswith("__")


def _is_descriptor(value):
    return (
        hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")
    )


def _is_nested_class(class_name, value):
    if not isinstance(value, type) or class_name is None:
        return False
    return value.__qualname__.endswith(f"{class_name}.{value.__name__}")


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


def _bits(number):
    """The bits of a number as powers of two, lowest first."""
    if number < 0:
        raise ValueError(f"{number!r} is not a positive integer")
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def _highest_bit(number):
    return number.bit_length() - 1


def show_flag_values(value):
    """The bits of a flag's value as a list of powers of two."""
    return list(_bits(value))


def bin(num, max_bits=None):
    """Like the builtin bin(), but negative numbers in two's complement; sign bit apart."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        sign, digits = "0", _builtins.bin(num + ceiling)[3:]
    else:
        sign, digits = "1", _builtins.bin(~num ^ (ceiling - 1) + ceiling)[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = digits.rjust(max_bits, sign)
    return f"0b{sign} {digits}"


# ---- what can be assigned in the body ---------------------------------------------------------

class nonmember:
    """Protects a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value a member that would not become one, such as a function."""

    def __init__(self, value):
        self.value = value


class _Unknown:
    """No value yet (and no argument given)."""

    def __repr__(self):
        return "_auto_null"


_UNKNOWN = _Unknown()


class auto:
    """A value to be found by _generate_next_value_()."""

    def __init__(self, value=_UNKNOWN):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class property(DynamicClassAttribute):
    """A property of members whose name can be that of a member as well.

    On a member it computes a value; on the class the member of its name is found."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError(
                f"{ownerclass!r} has no attribute {self.name!r}"
            ) from None

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot set attribute {self.name!r}"
            )
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}"
            )
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# Names with one underscore at each end that have a meaning; others are kept for the future.
_SUNDERS = {
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
    "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_",
    "_add_value_alias_",
}


class EnumDict(dict):
    """The namespace of an enumeration's body: it keeps track of the members in their order."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._set_sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) or _is_nested_class(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._add_member(key, value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _SUNDERS and not key.startswith("_repr_"):
            raise ValueError(
                f"_sunder_ names, such as {key!r}, are reserved for future Enum use"
            )
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = getattr(value, "__func__", value)
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _add_member(self, key, value):
        if isinstance(value, member):
            value = value.value
        has_auto = True
        if isinstance(value, auto):
            value = self._next_value(key, value)
        elif type(value) is tuple and any(isinstance(v, auto) for v in value):
            value = tuple(
                self._next_value(key, v) if isinstance(v, auto) else v for v in value
            )
        elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
            # A named tuple takes its items one by one.
            value = type(value)(*[
                self._next_value(key, v) if isinstance(v, auto) else v for v in value
            ])
        else:
            has_auto = False
        self._member_names[key] = None
        if not has_auto:
            self._last_values.append(value)
        return value

    def _next_value(self, key, wanted):
        if wanted.value is _UNKNOWN:
            wanted.value = self._generate_next_value(
                key, 1, len(self._member_names), self._last_values[:]
            )
            self._auto_called = True
        self._last_values.append(wanted.value)
        return wanted.value

    @_builtins.property
    def member_names(self):
        """The names of the members, in order."""
        return list(self._member_names)

    def update(self, members, **more_members):
        """Set items one by one, so that members are seen."""
        names = members.keys() if hasattr(members, "keys") else None
        for name in names or ():
            self[name] = members[name]
        if names is None:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict
