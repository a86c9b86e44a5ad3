"""Stand-ins for objects: they record how they are used, and take the place of names for a while.

`ThreadingMock` and the sealing of autospecs are here too; `AsyncMock` works without asyncio being
imported.
"""

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call",
           "create_autospec", "AsyncMock", "ThreadingMock", "FILTER_DIR", "NonCallableMock",
           "NonCallableMagicMock", "mock_open", "PropertyMock", "seal", "InvalidSpecError")

import functools
import inspect
from types import FunctionType, MethodType

__unittest = True

FILTER_DIR = True
_safe_super = super


class InvalidSpecError(Exception):
    """A mock cannot be the spec of a mock."""


# ---- sentinels -----------------------------------------------------------------------------------

class _SentinelObject:
    """An object with a name and nothing else."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """Makes an object for each name that is asked for."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = None


ANY = _ANY()


# ---- calls ------------------------------------------------------------------------------------------

def _format_call(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


class _Call(tuple):
    """A call: (name, args, kwargs), or the last two of them."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        count = len(value)
        if count == 3:
            name, args, kwargs = value
        elif count == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif count == 1:
            value, = value
            if isinstance(value, str):
                name = value
            elif isinstance(value, tuple):
                args = value
            else:
                kwargs = value
        if two:
            return tuple.__new__(cls, (args, kwargs))
        return tuple.__new__(cls, (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            count = len(other)
        except TypeError:
            return NotImplemented
        name = ""
        if len(self) == 2:
            args, kwargs = self
        else:
            name, args, kwargs = self
        if (getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None)
                and self._mock_parent != other._mock_parent):
            return False
        other_name, other_args, other_kwargs = "", (), {}
        if count == 0:
            pass
        elif count == 3:
            other_name, other_args, other_kwargs = other
        elif count == 1:
            value, = other
            if isinstance(value, tuple):
                other_args = value
            elif isinstance(value, str):
                other_name = value
            else:
                other_kwargs = value
        elif count == 2:
            first, second = other
            if isinstance(first, str):
                other_name = first
                if isinstance(second, tuple):
                    other_args = second
                else:
                    other_kwargs = second
            else:
                other_args, other_kwargs = first, second
        else:
            return False
        if name and other_name != name:
            return False
        # The other side first: ANY decides there.
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        name = self._mock_name + "()"
        return _Call((self._mock_name, args, kwargs), name=name, parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f"{self._mock_name}.{attr}", parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return tuple(self) if len(self) == 2 else tuple(self)[1:]

    @property
    def args(self):
        """What was passed by position."""
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        """What was passed by keyword."""
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call.{name}"
        if len(self) == 2:
            name = "call"
            args, kwargs = self
        else:
            name, args, kwargs = self
            if not name:
                name = "call"
            elif not name.startswith("()"):
                name = f"call.{name}"
            else:
                name = f"call{name}"
        return _format_call(name, args, kwargs)

    def call_list(self):
        """The calls of a chain of calls."""
        found = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                found.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; `in` also finds runs of calls."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value for i in range(len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


# ---- mocks ---------------------------------------------------------------------------------------------

_NUMERIC = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow").split()
_right = [f"r{name}" for name in _NUMERIC] + ["rdivmod"]
_inplace = [f"i{name}" for name in _NUMERIC]
_NON_DEFAULTS = {"__get__", "__set__", "__delete__", "__reversed__", "__missing__",
                 "__reduce__", "__reduce_ex__", "__getinitargs__", "__getnewargs__",
                 "__getstate__", "__setstate__", "__getformat__", "__repr__", "__dir__",
                 "__subclasses__", "__format__", "__getnewargs_ex__"}
_MAGICS = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod "
    "rdivmod neg pos abs invert complex int float index round trunc floor ceil bool next "
    "fspath aiter hash iter").split() + _NUMERIC + _right + _inplace}
_ASYNC_MAGICS = {"__aenter__", "__aexit__", "__anext__"}
_all_magics = _MAGICS | _NON_DEFAULTS | _ASYNC_MAGICS | {"__aiter__"}
_UNSUPPORTED = {"__getattr__", "__setattr__", "__init__", "__new__", "__prepare__",
                "__instancecheck__", "__subclasscheck__", "__del__"}
_RETURN_VALUES = {"__hash__": lambda self: object.__hash__(self),
                  "__str__": lambda self: object.__str__(self),
                  "__sizeof__": lambda self: object.__sizeof__(self),
                  "__fspath__": lambda self: f"{type(self).__name__}/"
                                             f"{self._extract_mock_name()}/{id(self)}"}
_FIXED_VALUES = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented,
                 "__ge__": NotImplemented, "__int__": 1, "__contains__": False, "__len__": 0,
                 "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True,
                 "__index__": 1}
_ATTRIBUTE_ERRORS = ("assert", "assret", "asert", "aseert", "assrt")


def _is_magic(name):
    return f"__{name[2:-2]}__" == name


def _is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return (isinstance(obj, BaseException)
            or isinstance(obj, type) and issubclass(obj, BaseException))


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, "__call__", None) is not None


def _is_async_func(obj):
    if getattr(obj, "__code__", None):
        return inspect.iscoroutinefunction(obj)
    return False


def _signature_of(spec, as_instance, eat_self=False):
    """(callable, signature) of what stands behind a spec, or None."""
    if isinstance(spec, type) and not as_instance:
        spec = spec.__init__
        eat_self = True
    elif isinstance(spec, (classmethod, staticmethod)):
        if isinstance(spec, classmethod):
            eat_self = True
        spec = spec.__func__
    elif not isinstance(spec, (FunctionType, MethodType, functools.partial)) \
            and not isinstance(spec, type):
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    elif isinstance(spec, type):
        spec = getattr(spec, "__call__", None)
        if spec is None:
            return None
        eat_self = True
    target = functools.partial(spec, None) if eat_self else spec
    try:
        return spec, inspect.signature(target)
    except (ValueError, TypeError):
        return None


class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


class Base:
    """Defaults of what every mock has."""

    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class _Delegating:
    """An attribute that is the delegate's, where there is one (functions with a spec)."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        delegate = obj._mock_delegate
        if delegate is None:
            return obj.__dict__[f"_mock_{self.name}"]
        return getattr(delegate, self.name)

    def __set__(self, obj, value):
        delegate = obj._mock_delegate
        if delegate is None:
            obj.__dict__[f"_mock_{self.name}"] = value
        else:
            setattr(delegate, self.name, value)


_OWN_ATTRIBUTES = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect",
                   "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name"}


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, /, *args, **kwargs):
        # A class for each mock: special methods are set on it.
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            spec = kwargs.get("spec_set") or kwargs.get("spec")
            if args:
                spec = args[0]
            if spec is not None and _is_async_func(spec):
                bases = (AsyncMockMixin, cls)
        return object.__new__(type(cls.__name__, bases, {"__doc__": cls.__doc__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = _new_parent
        own["_mock_sealed"] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_delegate"] = None
        own["_mock_called"] = False
        own["_mock_call_args"] = None
        own["_mock_call_count"] = 0
        own["_mock_call_args_list"] = _CallList()
        own["_mock_mock_calls"] = _CallList()
        own["method_calls"] = _CallList()
        own["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        _safe_super(NonCallableMock, self).__init__(spec, wraps, name, spec_set, parent,
                                                    _spec_state)

    called = _Delegating("called")
    call_count = _Delegating("call_count")
    call_args = _Delegating("call_args")
    call_args_list = _Delegating("call_args_list")
    mock_calls = _Delegating("mock_calls")

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one, its calls recorded here too."""
        inner = _extract_mock(mock)
        inner._mock_parent = None
        inner._mock_new_parent = None
        inner._mock_name = ""
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of an object, or of a list of names."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        spec_class = None
        signature = None
        asyncs = []
        if spec is not None and not _is_list(spec):
            spec_class = spec if isinstance(spec, type) else type(spec)
            found = _signature_of(spec, _spec_as_instance, _eat_self)
            signature = found and found[1]
            names = dir(spec)
            for name in names:
                static = inspect.getattr_static(spec, name, None)
                if inspect.iscoroutinefunction(static):
                    asyncs.append(name)
            spec = names
        own = self.__dict__
        own["_spec_class"] = spec_class
        own["_spec_set"] = spec_set
        own["_spec_signature"] = signature
        own["_mock_methods"] = spec
        own["_spec_asyncs"] = asyncs

    @property
    def return_value(self):
        """What a call returns."""
        if self._mock_delegate is not None:
            return self._mock_delegate.return_value
        value = self._mock_return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = value
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, "()")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def side_effect(self):
        """What a call does: raise, call a function, or give the next of several values."""
        delegate = self._mock_delegate
        effect = self._mock_side_effect if delegate is None else delegate.side_effect
        if delegate is not None and effect is not None and not callable(effect) \
                and not isinstance(effect, _MockIter) and not _is_exception(effect):
            effect = _MockIter(effect)
            delegate.side_effect = effect
        return effect

    @side_effect.setter
    def side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        visited = set() if visited is None else visited
        if id(self) in visited:
            return
        visited.add(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, _SpecState) and child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        value = self._mock_return_value
        if _is_instance_mock(value) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes, also of attributes: `**{"method.return_value": 3}`."""
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *owners, last = path.split(".")
            target = self
            for name in owners:
                target = getattr(target, name)
            setattr(target, last, value)

    def __getattr__(self, name):
        if name in {"_mock_methods", "_mock_unsafe"}:
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _all_magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods or name not in self._mock_methods):
            if name.startswith(_ATTRIBUTE_ERRORS) or name in _ATTRIB_DENY_LIST:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock "
                                     f"if {name!r} is meant to be an attribute.")
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None
            if self._mock_wraps is not None:
                wraps = getattr(self._mock_wraps, name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name,
                                          _new_parent=self)
            self._mock_children[name] = result
        elif isinstance(result, _SpecState):
            try:
                result = create_autospec(result.spec, result.spec_set, result.instance,
                                         result.parent, result.name)
            except InvalidSpecError:
                target = self.__dict__["_mock_name"] or self
                raise InvalidSpecError(f"Cannot autospec attr {name!r} from target {target!r} as "
                                       f"it has already been mocked out. [target={self!r}, "
                                       f"attr={result.spec!r}]")
            self._mock_children[name] = result
        return result

    def _extract_mock_name(self):
        names = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = "." if names != ["()"] else ""
        while parent is not None:
            last = parent
            names.append(parent._mock_new_name + dot)
            dot = "" if parent._mock_new_name == "()" else "."
            parent = parent._mock_new_parent
        names.reverse()
        first = last._mock_name or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        names[0] = first
        return "".join(names)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = f" name={name!r}" if name not in ("mock", "mock.") else ""
        spec = ""
        if self._spec_class is not None:
            word = "spec_set" if self._spec_set else "spec"
            spec = f" {word}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        extras = self._mock_methods or []
        from_type = dir(type(self))
        children = [name for name, value in self._mock_children.items() if value is not _deleted]
        from_type = [name for name in from_type if not name.startswith("_")]
        from_dict = [name for name in self.__dict__
                     if not name.startswith("_") or _is_magic(name)]
        return sorted(set(extras) | set(from_type) | set(from_dict) | set(children))

    def __setattr__(self, name, value):
        if name in _OWN_ATTRIBUTES:
            return object.__setattr__(self, name, value)
        if (self._spec_set and self._mock_methods is not None
                and name not in self._mock_methods and name not in self.__dict__):
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _UNSUPPORTED:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _all_magics:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if not _is_instance_mock(value):
                setattr(type(self), name, _magic_method(value))
                original = value
                value = lambda *args, **kw: original(self, *args, **kw)
            else:
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
        elif name == "__class__":
            self._spec_class = value
            return None
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            shown = f"{self._extract_mock_name()}.{name}"
            raise AttributeError(f"Cannot set {shown}")
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            _safe_super(NonCallableMock, self).__delattr__(name)
        elif child is _deleted:
            raise AttributeError(name)
        if child is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call"):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args)
        return f"expected {action} not found.\nExpected: {expected}\n  Actual: {actual}"

    def _call_matcher(self, made):
        """A call with its arguments bound to parameters, so that equal calls compare equal."""
        if isinstance(made, tuple) and len(made) > 2:
            signature = self._signature_for(made[0])
        else:
            signature = self._spec_signature
        if signature is None:
            return made
        if len(made) == 2:
            name = ""
            args, kwargs = made
        else:
            name, args, kwargs = made
        try:
            bound = signature.bind(*args, **kwargs)
            return call(name, bound.args, bound.kwargs)
        except TypeError as error:
            return error.with_traceback(None)

    def _signature_for(self, name):
        if not name:
            return self._spec_signature
        signature = None
        children = self._mock_children
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children = child._mock_children
            signature = child._spec_signature
        return signature

    # ---- assertions ------------------------------------------------------------------------

    def _calls_repr(self):
        return f"\nCalls: {self.mock_calls!r}." if self.mock_calls else ""

    def _fail(self, text):
        raise AssertionError(text)

    def assert_not_called(self):
        """It was not called."""
        if self.call_count != 0:
            self._fail(f"Expected '{self._mock_name or 'mock'}' to not have been called. "
                       f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        """It was called."""
        if self.call_count == 0:
            self._fail(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        """It was called once."""
        if self.call_count != 1:
            self._fail(f"Expected '{self._mock_name or 'mock'}' to have been called once. "
                       f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        """The last call had these arguments."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            self._fail(f"expected call not found.\nExpected: {expected}\n"
                       "  Actual: not called.")
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        actual = self._call_matcher(self.call_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """It was called once, with these arguments."""
        if self.call_count != 1:
            self._fail(f"Expected '{self._mock_name or 'mock'}' to be called once. "
                       f"Called {self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one after the other."""
        expected = [self._call_matcher(made) for made in calls]
        cause = next((e for e in expected if isinstance(e, Exception)), None)
        actual = _CallList(self._call_matcher(made) for made in self.mock_calls)
        if not any_order:
            if expected not in actual:
                if cause is None:
                    problem = "Calls not found."
                else:
                    errors = [e if isinstance(e, Exception) else None for e in expected]
                    problem = f"Error processing expected calls.\nErrors: {errors}"
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}\n"
                                     f"  Actual: {self.mock_calls!r}") from cause
            return
        actual = list(actual)
        missing = []
        for made in expected:
            try:
                actual.remove(made)
            except ValueError:
                missing.append(made)
        if missing:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of "
                                 f"{tuple(missing)!r} in its call list, found {actual!r} instead"
                                 ) from cause

    def assert_any_call(self, /, *args, **kwargs):
        """One of the calls had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        actual = [self._call_matcher(made) for made in self.call_args_list]
        if cause or expected not in _AnyComparer(actual):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"{shown} call not found") from cause

    def _get_child_mock(self, /, **kw):
        if self._mock_sealed:
            attribute = f".{kw['name']}" if "name" in kw else "()"
            raise AttributeError(self._extract_mock_name() + attribute)
        new_name = kw.get("_new_name")
        kind = type(self)
        if new_name in self.__dict__["_spec_asyncs"]:
            return AsyncMock(**kw)
        if issubclass(kind, MagicMock) and new_name in _ASYNC_MAGICS:
            klass = AsyncMock
        elif issubclass(kind, AsyncMockMixin):
            if (new_name in _MAGICS or new_name in ("__aiter__",)
                    or self._mock_methods and new_name in self._mock_methods):
                klass = MagicMock
            else:
                klass = AsyncMock
        elif not issubclass(kind, CallableMixin):
            if issubclass(kind, NonCallableMagicMock):
                klass = MagicMock
            else:
                klass = Mock
        else:
            klass = kind.__mro__[1]
        return klass(**kw)


class _AnyComparer(list):
    """`in` asks the items, so that ANY works on either side."""

    def __contains__(self, item):
        return any(len(item) == len(other) and all(a == b for a, b in zip(item, other))
                   for other in self)


_ATTRIB_DENY_LIST = frozenset({
    name.removeprefix("assert_") for name in dir(NonCallableMock)
    if name.startswith("assert_")})


def _is_list(obj):
    return type(obj) in (list, tuple)


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return _MockIter(obj)
    except TypeError:
        return obj


def _extract_mock(obj):
    """The mock behind a function with a spec."""
    try:
        return obj.mock if isinstance(obj, FunctionType) else obj
    except AttributeError:
        return obj


def _check_and_set_parent(parent, value, name, new_name):
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if (value._mock_name or value._mock_new_name or value._mock_parent is not None
            or value._mock_new_parent is not None):
        return False
    up = parent
    while up is not None:
        if up is value:
            return False
        up = up._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class CallableMixin(Base):
    """Calls."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        _safe_super(CallableMixin, self).__init__(
            spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_check_sig(self, /, *args, **kwargs):
        """For specs: TypeError where the real call would fail."""
        if self.__dict__.get("_mock_checks"):
            self._mock_checks(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        is_method = self._mock_parent is not None
        method_name = self._mock_name
        name = self._mock_new_name
        is_call = name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        # The mocks above this one record the call under its path.
        parent = self._mock_new_parent
        while parent is not None:
            if is_method:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = parent._mock_parent is not None
                if is_method:
                    method_name = f"{parent._mock_name}.{method_name}"
            parent.mock_calls.append(_Call((name, args, kwargs)))
            if parent._mock_new_name:
                dot = "" if is_call else "."
                is_call = parent._mock_new_name == "()"
                name = parent._mock_new_name + dot + name
            parent = parent._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """An object that has every attribute and can be called; both are recorded."""


# ---- magic methods ---------------------------------------------------------------------------------------

def _magic_method(function):
    def method(self, /, *args, **kw):
        return function(self, *args, **kw)
    return method


class MagicProxy(Base):
    """Makes the mock of a special method when it is used first."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        """The mock."""
        name, parent = self.name, self.parent
        made = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, made)
        _set_return_value(parent, made, name)
        return made

    def __get__(self, obj, _type=None):
        return self.create_mock()


def _set_return_value(mock, method, name):
    if name in _FIXED_VALUES:
        method.return_value = _FIXED_VALUES[name]
    elif name in _RETURN_VALUES:
        method.return_value = _RETURN_VALUES[name](mock)
    elif name == "__eq__":
        def equal(other):
            value = mock.__eq__._mock_return_value
            if value is not DEFAULT:
                return value
            return True if mock is other else NotImplemented
        method.side_effect = equal
    elif name == "__ne__":
        def not_equal(other):
            if mock.__ne__._mock_return_value is not DEFAULT:
                return DEFAULT
            return False if mock is other else NotImplemented
        method.side_effect = not_equal
    elif name == "__iter__":
        def iterate():
            value = mock.__iter__._mock_return_value
            return iter([]) if value is DEFAULT else iter(value)
        method.side_effect = iterate
    elif name == "__aiter__":
        def async_iterate():
            value = mock.__aiter__._mock_return_value
            return _AsyncIterator(iter([] if value is DEFAULT else value))
        method.side_effect = async_iterate


class MagicMixin(Base):
    """Special methods."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        _safe_super(MagicMixin, self).__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        wanted = _MAGICS | _ASYNC_MAGICS
        if getattr(self, "_mock_methods", None) is not None:
            wanted = wanted.intersection(self._mock_methods)
            for name in (_MAGICS | _ASYNC_MAGICS) - wanted:
                if name in type(self).__dict__:
                    delattr(self, name)
        kind = type(self)
        for name in wanted - set(kind.__dict__):
            setattr(kind, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A mock with special methods: it can be iterated, compared, entered and so on."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)


class PropertyMock(Mock):
    """A mock that is used as a property of a class."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class ThreadingMixin(Base):
    """Waiting for calls from other threads."""

    DEFAULT_TIMEOUT = None

    def _get_child_mock(self, /, **kw):
        if isinstance(kw.get("parent"), ThreadingMixin):
            kw["timeout"] = kw["parent"]._mock_wait_timeout
        elif isinstance(kw.get("_new_parent"), ThreadingMixin):
            kw["timeout"] = kw["_new_parent"]._mock_wait_timeout
        return super()._get_child_mock(**kw)

    def __init__(self, *args, timeout=_missing, **kwargs):
        import threading
        super().__init__(*args, **kwargs)
        if timeout is _missing:
            timeout = self.DEFAULT_TIMEOUT
        self.__dict__["_mock_event"] = threading.Condition()
        self.__dict__["_mock_wait_timeout"] = timeout

    def _mock_call(self, *args, **kwargs):
        result = super()._mock_call(*args, **kwargs)
        with self._mock_event:
            self._mock_event.notify_all()
        return result

    def wait_until_called(self, *, timeout=_missing):
        """Wait for a call; AssertionError when the time is over."""
        if timeout is _missing:
            timeout = self._mock_wait_timeout
        with self._mock_event:
            if not self._mock_event.wait_for(lambda: self.called, timeout=timeout):
                raise AssertionError(f"{self._mock_name or 'mock'} was not called before "
                                     f"timeout({timeout}).")

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait for a call with these arguments."""
        expected = _Call((args, kwargs), two=True)
        with self._mock_event:
            found = self._mock_event.wait_for(lambda: expected in self.call_args_list,
                                              timeout=self._mock_wait_timeout)
        if not found:
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"{shown} call not found")


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that one can wait for."""


# ---- asynchronous mocks -------------------------------------------------------------------------------

class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration


class AsyncMockMixin(Base):
    """Calls that give coroutines."""

    await_count = _Delegating("await_count")
    await_args = _Delegating("await_args")
    await_args_list = _Delegating("await_args_list")

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__["_is_coroutine_marker"] = inspect._is_coroutine_mark
        self.__dict__["_mock_await_count"] = 0
        self.__dict__["_mock_await_args"] = None
        self.__dict__["_mock_await_args_list"] = _CallList()

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # It could not leave a coroutine.
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            if inspect.iscoroutinefunction(self._mock_wraps):
                return await self._mock_wraps(*args, **kwargs)
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def assert_awaited(self):
        """It was awaited."""
        if self.await_count == 0:
            raise AssertionError(
                f"Expected {self._mock_name or 'mock'} to have been awaited.")

    def assert_awaited_once(self):
        """It was awaited once."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited "
                                 f"once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """The last await had these arguments."""
        if self.await_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        if self._call_matcher(self.await_args) != self._call_matcher(
                _Call((args, kwargs), two=True)):
            raise AssertionError(self._format_mock_failure_message(args, kwargs, "await"))

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """It was awaited once, with these arguments."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited "
                                 f"once. Awaited {self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """One of the awaits had these arguments."""
        if _Call((args, kwargs), two=True) not in _AnyComparer(self.await_args_list):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"{shown} await not found")

    def assert_has_awaits(self, calls, any_order=False):
        """These awaits were made."""
        expected = list(calls)
        actual = _CallList(self.await_args_list)
        if not any_order:
            if expected not in actual:
                raise AssertionError(f"Awaits not found.\nExpected: {_CallList(calls)}\n"
                                     f"Actual: {self.await_args_list}")
            return
        actual = list(actual)
        missing = []
        for made in expected:
            try:
                actual.remove(made)
            except ValueError:
                missing.append(made)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} not all found in await list")

    def assert_not_awaited(self):
        """It was not awaited."""
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been "
                                 f"awaited. Awaited {self.await_count} times.")

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls and awaits."""
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMagicMixin(MagicMixin):
    """Special methods of asynchronous mocks."""


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


# ---- autospecs ---------------------------------------------------------------------------------------------

class _SpecState:
    """What an attribute of an autospec is to be made of when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


_FUNCTION_TYPES = (FunctionType, MethodType)


def _check_callable_with(mock, signature):
    def check(*args, **kwargs):
        signature.bind(*args, **kwargs)
    mock.__dict__["_mock_checks"] = check


def _function_with(mock, original, signature):
    """A function with the signature of the original that calls a mock."""
    @functools.wraps(original)
    def function(*args, **kwargs):
        if signature is not None:
            signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)

    function.__dict__.pop("__wrapped__", None)
    if signature is not None:
        function.__signature__ = signature
    function.mock = mock
    function.called = False
    for name in ("assert_called_with", "assert_not_called", "assert_called",
                 "assert_called_once", "assert_called_once_with", "assert_has_calls",
                 "assert_any_call", "configure_mock"):
        setattr(function, name, getattr(mock, name))

    def reset_mock():
        function.method_calls = _CallList()
        function.mock_calls = _CallList()
        mock.reset_mock()

    function.reset_mock = reset_mock
    function.called = False
    function.call_count = 0
    function.call_args = None
    function.call_args_list = _CallList()
    function.method_calls = _CallList()
    function.mock_calls = _CallList()
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_children
    # From now on the function's attributes are the mock's.
    mock._mock_delegate = function
    return function


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *,
                    unsafe=False, **kwargs):
    """A mock with the attributes and signatures of an object."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_async = _is_async_func(spec)
    options = {"spec": spec}
    if spec_set:
        options = {"spec_set": spec}
    elif spec is None:
        options = {}
    if options and instance:
        options["_spec_as_instance"] = True
    if not unsafe:
        for name in kwargs:
            if name in ("autospect", "auto_spec", "set_spec"):
                raise RuntimeError(f"{name!r} might be a typo; use unsafe=True if this is "
                                   "intended")
    options.update(kwargs)
    klass = MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}
    elif is_type and instance and not _instance_callable(spec):
        klass = NonCallableMagicMock
    elif not _callable(spec):
        klass = NonCallableMagicMock
    elif is_async:
        klass = AsyncMock
    name = options.pop("name", _name)
    new_name = name if _parent is not None else ""
    if _parent is None:
        new_name = ""
    mock = klass(parent=_parent, _new_parent=_parent, _new_name=new_name, name=name, **options)
    if isinstance(spec, _FUNCTION_TYPES):
        found = _signature_of(spec, False)
        signature = found and found[1]
        mock = _function_with(mock, spec, signature)
    else:
        found = _signature_of(spec, instance)
        if found is not None and _callable(spec):
            _check_callable_with(mock, found[1])
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()",
                                            _parent=_extract_mock(mock), **{})
    inner = _extract_mock(mock)
    for entry in dir(spec):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        child_options = {"spec": original}
        if spec_set:
            child_options = {"spec_set": original}
        if not isinstance(original, _FUNCTION_TYPES):
            new = _SpecState(original, spec_set, inner, entry, instance)
            inner._mock_children[entry] = new
            continue
        parent = inner
        skip_first = _must_skip(spec, entry, is_type)
        child_options["_eat_self"] = skip_first
        child = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
        new = child(parent=parent, name=entry, _new_name=entry, _new_parent=parent,
                    **child_options)
        inner._mock_children[entry] = new
        found = _signature_of(original, False, skip_first)
        if found is not None:
            _check_callable_with(new, found[1])
        if isinstance(mock, FunctionType):
            setattr(mock, entry, new)
    return mock


def _instance_callable(obj):
    if not isinstance(obj, type):
        return getattr(obj, "__call__", None) is not None
    return any("__call__" in base.__dict__ for base in obj.__mro__)


def _must_skip(spec, entry, is_type):
    """Whether the first argument of a method is the instance."""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            return False
        spec = type(spec)
    for klass in spec.__mro__:
        found = klass.__dict__.get(entry, DEFAULT)
        if found is DEFAULT:
            continue
        if isinstance(found, (staticmethod, classmethod)):
            return False
        return is_type if isinstance(found, _FUNCTION_TYPES) else False
    return is_type


def seal(mock):
    """Let a mock make no further attributes."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if not _is_instance_mock(child) or isinstance(child._mock_children.get(name),
                                                      _SpecState):
            continue
        if child._mock_new_parent is mock:
            seal(child)


def mock_open(mock=None, read_data=""):
    """A mock for `open` that gives the data."""
    import io
    kind = bytes if isinstance(read_data, bytes) else str

    def new_stream():
        return io.BytesIO(read_data) if kind is bytes else io.StringIO(read_data)

    state = [new_stream()]

    def through(name):
        def inner(*args, **kwargs):
            value = getattr(handle, name).return_value
            if value is not None:
                return value
            return getattr(state[0], name)(*args, **kwargs)
        return inner

    def iterate():
        if handle.readline.return_value is not None:
            while True:
                yield handle.readline.return_value
        for line in state[0]:
            yield line

    def next_line():
        if handle.readline.return_value is not None:
            return handle.readline.return_value
        return next(state[0])

    def leave(*args):
        handle.close()

    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock(spec=io.TextIOWrapper if kind is str else io.BytesIO)
    handle.__enter__.return_value = handle
    handle.__exit__.side_effect = leave
    for name in ("write", "read", "readline", "readlines"):
        getattr(handle, name).return_value = None
    handle.read.side_effect = through("read")
    handle.readline.side_effect = through("readline")
    handle.readlines.side_effect = through("readlines")
    handle.__iter__.side_effect = iterate
    handle.__next__.side_effect = next_line

    def reset(*args, **kwargs):
        state[0] = new_stream()
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock


from unittest._patch import patch, _patch, _patch_dict
