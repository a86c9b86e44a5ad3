"""decimal: decimal arithmetic with contexts.

The arithmetic is the native module _decimal; here are the exceptions, the dictionary of signals,
and localcontext().
"""

from collections import namedtuple as _namedtuple
from collections.abc import MutableMapping as _MutableMapping

import _decimal
from _decimal import (
    BasicContext, Context, Decimal, DefaultContext, ExtendedContext, HAVE_CONTEXTVAR,
    HAVE_THREADS, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, ROUND_05UP, ROUND_CEILING, ROUND_DOWN,
    ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, getcontext,
    setcontext,
)

__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


class DecimalException(ArithmeticError):
    """The base of all exceptions of this module."""


class Clamped(DecimalException):
    """An exponent was changed to fit."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number was divided by zero."""


class Inexact(DecimalException):
    """Digits other than zero were lost in rounding."""


class Rounded(DecimalException):
    """Digits were lost in rounding, be they zeros."""


class Subnormal(DecimalException):
    """The exponent was lower than Emin before rounding."""


class Overflow(Inexact, Rounded):
    """A result is too large."""


class Underflow(Inexact, Rounded, Subnormal):
    """A result is too small and was rounded to zero or to fewer digits."""


class InvalidOperation(DecimalException):
    """An operation makes no sense."""


class FloatOperation(DecimalException, TypeError):
    """Decimals and floats were mixed."""


class ConversionSyntax(InvalidOperation):
    """A text is no number."""


class DivisionImpossible(InvalidOperation):
    """A whole quotient has more digits than the precision."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero was divided by zero."""


class InvalidContext(InvalidOperation):
    """A context makes no sense."""


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal,
            Inexact, Rounded, Clamped)


class SignalDict(_MutableMapping):
    """The flags or traps of a context: signals and whether they are set."""

    _decimal_signals = True
    __hash__ = None

    def __init__(self, context, traps):
        self._context = context
        self._traps = traps

    @staticmethod
    def _bit(signal):
        """The bit of a signal."""
        for at, known in enumerate(_SIGNALS):
            if known is signal:
                return 1 << at
        raise KeyError("valid values for signals are:\n  [InvalidOperation, FloatOperation, "
                       "DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n"
                       "   Clamped]")

    def _bits(self):
        """All bits that are set."""
        return _decimal._signals(self._context, self._traps)

    def __getitem__(self, signal):
        return bool(self._bits() & self._bit(signal))

    def __setitem__(self, signal, value):
        bit = self._bit(signal)
        bits = self._bits()
        _decimal._set_signals(self._context, self._traps, bits | bit if value else bits & ~bit)

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __repr__(self):
        return "{" + ", ".join(f"{signal}:{self[signal]}" for signal in _SIGNALS) + "}"

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return self._bits() == other._bits()
        if isinstance(other, dict):
            return dict(self) == other
        return NotImplemented

    def copy(self):
        """A plain dict of the same content."""
        return dict(self)


SignalDict.__module__ = "decimal"

_decimal._install(
    [InvalidOperation, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext,
     *_SIGNALS],
    DecimalTuple, SignalDict)


class ContextManager:
    """What localcontext() returns: sets a context and puts the old one back."""

    def __init__(self, context, settings):
        self._new = context.copy()
        for name, value in settings.items():
            setattr(self._new, name, value)
        self._saved = getcontext()

    def __enter__(self):
        setcontext(self._new)
        return self._new

    def __exit__(self, *_):
        setcontext(self._saved)
        return False


def localcontext(ctx=None, **kwargs):
    """A context manager: in its block a copy of a context holds, with settings changed."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    for name in kwargs:
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    return ContextManager(ctx, {name: value for name, value in kwargs.items()
                                if value is not None})
