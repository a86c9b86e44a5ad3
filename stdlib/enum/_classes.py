"""enum: Enum and the classes derived from it, Flag among them."""

from functools import reduce as _reduce
from operator import or_ as _or

from . import _metaclass
from ._body import auto, bin, property, _bits, _highest_bit
from ._metaclass import EnumType, _know_value, _member_of_value

# Set below; until then no class is built upon them.
EJECT = None

# The classes are those of enum, wherever they are written.
__name__ = "enum"


# ---- enumerations --------------------------------------------------------------------------------

class Enum(metaclass=EnumType):
    """Create a collection of name/value pairs.

    class Color(Enum):
        RED = 1
        BLUE = 2

    A member is reached as Color.RED, by its value as Color(1), by its name as
    Color['RED']. Iterating over the class gives the members in order."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            if "_is_being_made_" in cls.__dict__:
                raise TypeError(
                    "do not use `super().__new__; call the appropriate __new__ directly"
                )
            raise TypeError(f"{cls!r} has no members defined")
        return cls._find_missing(value)

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def __signature__(cls):
        """How inspect shows a call of the class."""
        if cls._member_names_:
            return "(*values)"
        return (
            "(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, "
            "boundary=None)"
        )

    @classmethod
    def _find_missing(cls, value):
        """What _missing_() gives for a value; its error, or ValueError, if that is nothing."""
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        try:
            problem = None
            result = cls._missing_(value)
        except Exception as e:
            problem = e
            result = None
        try:
            if isinstance(result, cls) or (
                EJECT is not None and cls._boundary_ is EJECT and isinstance(result, int)
            ):
                return result
            if result is None and problem is None:
                raise invalid
            if problem is None:
                problem = TypeError(
                    f"error in {cls.__name__}._missing_: returned {result!r} instead of "
                    "None or a valid member"
                )
            if not isinstance(problem, ValueError):
                problem.__context__ = invalid
            raise problem
        finally:
            # The exceptions refer to this frame.
            problem = invalid = None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the greatest so far."""
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        """Give the member another name."""
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        """Let the member be found by another value."""
        cls = self.__class__
        known = _member_of_value(cls, value)
        if known is None:
            _know_value(cls, value, self)
        elif known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")

    def __repr__(self):
        cls = self.__class__
        show = cls._value_repr_ or repr
        return "<%s.%s: %s>" % (cls.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        cls = self.__class__
        names = set()
        if cls._member_type_ is not object:
            names.update(object.__dir__(self))
        names.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_")
        for base in cls.mro():
            for name, value in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, property):
                    # A property of the name of a member is none of the member's attributes.
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in cls._member_map_:
                    names.add(name)
        return sorted(
            names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        )

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


_metaclass.Enum = Enum


class ReprEnum(Enum):
    """Only changes the repr(), leaving str() and format() to the mixed-in type."""


_metaclass.ReprEnum = ReprEnum


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints"""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings"""

    def __new__(cls, *values):
        """The arguments are those of str()."""
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """For __reduce_ex__ of members that are names of their module, too."""
    return self.name


def pickle_by_enum_name(self, proto):
    """For __reduce_ex__ of members to be found again by name."""
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What becomes of a flag's value that has bits without a name.

    STRICT raises, CONFORM drops the bits, EJECT gives an int, KEEP keeps them."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
_metaclass.KEEP = KEEP


# ---- flags -----------------------------------------------------------------------------------------

class Flag(Enum, boundary=STRICT):
    """Support for flags: members can be combined by |, & and ^."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the bit after the highest so far."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** (_highest_bit(last) + 1)
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members of the bits in a value, by their value."""
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members of the bits in a value, in the order of their definition."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The member for a combination of bits, made now and kept."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        asked = value
        mask, singles, all_bits = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
        boundary = cls._boundary_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n"
                    f"  allowed {bin(mask, width)}"
                )
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 2 ** value.bit_length())
            else:
                raise ValueError(f"{cls!r} unknown flag boundary {boundary!r}")
        if value < 0:
            value = all_bits + 1 + value if boundary in (EJECT, KEEP) else singles & value
        else:
            asked = value
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError(
                f"{cls.__name__}({value!r}) --> unknown values {unknown!r} [{bin(unknown)}]"
            )
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._name_of_bits(value)
        made = cls._value2member_map_.setdefault(value, made)
        if asked < 0:
            cls._value2member_map_[asked] = made
        return made

    @classmethod
    def _name_of_bits(cls, value):
        """A|B for a combination; None where no bit has a name."""
        members = list(cls._iter_member_(value & cls._singles_mask_))
        if value & ~cls._singles_mask_:
            # Names of several bits help where single bits have none.
            for named in cls._member_map_.values():
                bits = named._value_
                if named not in members and bits and bits & value == bits:
                    members.append(named)
        covered = _reduce(_or, (m._value_ for m in members), 0)
        if not covered:
            return None
        name = "|".join(m._name_ for m in members)
        rest = value ^ covered
        if rest and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {rest!r}")
        return f"{name}|{cls._numeric_repr_(rest)}" if rest else name

    def __contains__(self, other):
        """Whether all bits of other are set."""
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (
                    type(other).__qualname__, self.__class__.__qualname__
                )
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """The members that the flag is combined of."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__
        show = cls._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (cls.__name__, show(self._value_))
        return "<%s.%s: %s>" % (cls.__name__, self._name_, show(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _bits_of(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _operand(self, other, sign):
        """The bits of the other operand; TypeError where a member has the value None."""
        bits = self._bits_of(other)
        if bits is NotImplemented:
            return bits
        for flag in self, other:
            if self._bits_of(flag) is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {sign}")
        return bits

    def __or__(self, other):
        bits = self._operand(other, "|")
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._operand(other, "&")
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._operand(other, "^")
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


_metaclass.Flag = Flag


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Support for integer-based Flags"""
