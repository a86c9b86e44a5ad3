"""Enumerations: classes whose attributes are a fixed set of named values.

A class is built in two steps. While its body runs, an EnumDict sorts what is assigned into
members and everything else. Then the class is made with a _Members object among its attributes,
which creates the members as soon as the class exists (in __set_name__): so they are there when
__init_subclass__ of a base runs.

| file | holds |
|---|---|
| `_body.py` | what can be assigned in a body: auto, member, nonmember, property; EnumDict |
| `_metaclass.py` | EnumType: the making of classes and members |
| `_classes.py` | Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag, FlagBoundary |
| this file | checks (unique, verify) and members as names of their module |

Left out: the private decorators _simple_enum and _test_simple_enum, by which CPython makes
its own enumerations quickly; and pickling by name of enumerations without a module."""

import sys as _sys
from functools import reduce as _reduce
from operator import or_ as _or

from ._body import (
    EnumDict, auto, bin, member, nonmember, property, show_flag_values, _bits, _highest_bit,
    _is_single_bit,
)
from ._metaclass import EnumMeta, EnumType
from ._classes import (
    CONFORM, EJECT, KEEP, STRICT, Enum, Flag, FlagBoundary, IntEnum, IntFlag, ReprEnum, StrEnum,
    pickle_by_enum_name, pickle_by_global_name,
)

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
    "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary",
    "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr",
    "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
    "pickle_by_global_name", "pickle_by_enum_name",
]


# ---- checks and conversions ---------------------------------------------------------------------

def _aliases(enumeration):
    return [
        (name, found.name) for name, found in enumeration.__members__.items()
        if name != found.name
    ]


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    duplicates = _aliases(enumeration)
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check.

    CONTINUOUS: no value is missing between the lowest and the highest; NAMED_FLAGS: every
    bit in the aliases has a name of its own; UNIQUE: each value has one name."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks an enumeration for properties: see EnumCheck."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if issubclass(enumeration, Flag):
            kind = "flag"
        elif issubclass(enumeration, Enum):
            kind = "enum"
        else:
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                aliases = _aliases(enumeration)
                if aliases:
                    details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check is CONTINUOUS:
                self._check_continuous(enumeration, kind)
            elif check is NAMED_FLAGS:
                self._check_named(enumeration)
        return enumeration

    @staticmethod
    def _check_continuous(enumeration, kind):
        values = {m.value for m in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if kind == "flag":
            wanted = [2 ** i for i in range(_highest_bit(low) + 1, _highest_bit(high))]
        else:
            wanted = range(low + 1, high)
        missing = [str(value) for value in wanted if value not in values]
        if missing:
            text = f"invalid {kind} {enumeration.__name__!r}: missing values "
            raise ValueError((text + ", ".join(missing))[:256])

    @staticmethod
    def _check_named(enumeration):
        known = [m.value for m in enumeration]
        names = []
        missing = 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            missed = [bit for bit in _bits(alias.value) if bit not in known]
            if missed:
                names.append(name)
                missing = _reduce(_or, missed, missing)
        if not names:
            return
        if len(names) == 1:
            who = f"alias {names[0]} is missing"
        else:
            who = f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
        what = "value" if _is_single_bit(missing) else "combined values of"
        raise ValueError(
            f"invalid Flag {enumeration.__name__!r}: {who} {what} 0x{missing:x} "
            "[use enum.show_flag_values(value) for details]"
        )


def global_enum_repr(self):
    """For __repr__ of members that are names of their module, too: module.NAME"""
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    """The same for flags: module.A|module.B"""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join(
        name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|")
    )


def global_str(self):
    """For __str__ of such members: the bare name."""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator that makes the members names of the module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
