"""Variables whose values belong to a context: of a thread, or of an asyncio task."""

import _thread
import types

__all__ = ("Context", "ContextVar", "Token", "copy_context")

_state = _thread._local()


def _current():
    try:
        return _state.context
    except AttributeError:
        _state.context = context = Context()
        return context


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What undoes a set()."""

    MISSING = _Missing()

    def __init__(self, *args):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        """The variable."""
        return self._var

    @property
    def old_value(self):
        """What the variable was before; Token.MISSING if it was not set."""
        return self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(types.GenericAlias)


class ContextVar:
    """A variable that has a value in each context."""

    def __init__(self, name, *, default=Token.MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        """The variable's name."""
        return self._name

    def get(self, default=Token.MISSING, /):
        """The value in the current context; else the default; else LookupError."""
        value = _current()._values.get(self, Token.MISSING)
        if value is not Token.MISSING:
            return value
        if default is not Token.MISSING:
            return default
        if self._default is not Token.MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value in the current context; a token that undoes it."""
        context = _current()
        token = object.__new__(Token)
        token._var, token._context, token._used = self, context, False
        token._old = context._values.get(self, Token.MISSING)
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Undo a set()."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _current()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is Token.MISSING:
            context._values.pop(self, None)
        else:
            context._values[self] = token._old

    def __repr__(self):
        default = "" if self._default is Token.MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(types.GenericAlias)


class Context:
    """The values of variables."""

    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        """Call a function in this context."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self} is already entered")
        before = _current()
        self._entered = True
        _state.context = self
        try:
            return callable(*args, **kwargs)
        finally:
            _state.context = before
            self._entered = False

    def copy(self):
        """Another context with the same values."""
        new = Context()
        new._values = self._values.copy()
        return new

    def _check(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var

    def __getitem__(self, var):
        return self._values[self._check(var)]

    def __contains__(self, var):
        return self._check(var) in self._values

    def get(self, var, default=None, /):
        """The value of a variable, or a default."""
        return self._values.get(self._check(var), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None

    def keys(self):
        """The variables that have values."""
        return self._values.keys()

    def values(self):
        """The values."""
        return self._values.values()

    def items(self):
        """The variables and their values."""
        return self._values.items()


def copy_context():
    """A copy of the current context."""
    return _current().copy()
