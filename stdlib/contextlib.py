"""Tools for the with statement, for programs that wait (async with) and those that do not."""

import abc
import sys
from _collections_abc import _has_methods
from functools import wraps
from types import GenericAlias, MethodType

__all__ = [
    "asynccontextmanager", "contextmanager", "closing", "nullcontext",
    "AbstractContextManager", "AbstractAsyncContextManager", "AsyncExitStack",
    "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress",
    "aclosing", "chdir",
]


# ---- abstract classes ---------------------------------------------------------

class AbstractContextManager(abc.ABC):
    """An abstract base class for context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    def __enter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return _has_methods(C, "__enter__", "__exit__")
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    """An abstract base class for asynchronous context managers."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    async def __aenter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return _has_methods(C, "__aenter__", "__aexit__")
        return NotImplemented


# ---- context managers as decorators --------------------------------------------

class ContextDecorator:
    """A base class or mixin that lets context managers work as decorators, too."""

    def _recreate_cm(self):
        """The manager for one call; those that work once only give a fresh one."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator:
    """A base class or mixin that lets async context managers decorate async functions."""

    def _recreate_cm(self):
        """The manager for one call; those that work once only give a fresh one."""
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return inner


# ---- generators as context managers -----------------------------------------------

class _GeneratorManagerBase:
    """What both kinds of managers made from generators share."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        # help() of an instance shows the function's text rather than this class's.
        doc = getattr(func, "__doc__", None)
        if doc is None:
            doc = type(self).__doc__
        self.__doc__ = doc

    def _recreate_cm(self):
        # A generator runs once, so each call of a decorated function needs another.
        return self.__class__(self.func, self.args, self.kwds)


def _was_wrapped(error, value, stop):
    """The RuntimeError that a generator makes of a StopIteration which it lets through."""
    return isinstance(value, stop) and error.__cause__ is value


class _GeneratorContextManager(_GeneratorManagerBase, AbstractContextManager, ContextDecorator):
    """Helper for @contextmanager decorator."""

    def __enter__(self):
        # The arguments could keep objects alive for the whole block: they are not needed now.
        del self.args, self.kwds, self.func
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            for _ in self.gen:
                break
            else:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            # The generator ended, so the exception is dealt with; unless what ended it is the
            # very StopIteration that was thrown in.
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            if _was_wrapped(exc, value, StopIteration):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(
    _GeneratorManagerBase, AbstractAsyncContextManager, AsyncContextDecorator
):
    """Helper for @asynccontextmanager decorator."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            if _was_wrapped(exc, value, (StopIteration, StopAsyncIteration)):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Make a context manager of a generator function that yields once.

    What stands before the yield is done on entry, what stands after it on exit; the value
    yielded is bound by `as`. An exception of the block is raised at the yield."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Make an async context manager of an async generator function that yields once."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


# ---- small managers -------------------------------------------------------------------

class closing(AbstractContextManager):
    """A manager that calls close() of an object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """A manager that awaits aclose() of an object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    """A stream of sys replaced for the time of the block; blocks can nest."""

    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Send what is written to sys.stdout to another file during the block."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Send what is written to sys.stderr to another file during the block."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """End the block silently when one of the given exceptions leaves it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            rest = excinst.split(self._exceptions)[1]
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """A manager that does nothing: for where one is needed only sometimes."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Work in another folder during the block. Other threads are moved along."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


# ---- stacks ------------------------------------------------------------------------------

def _enter_and_exit(cm, enter, exit, protocol):
    """The two methods of a manager, looked up on its class as the with statement does."""
    cls = type(cm)
    try:
        return getattr(cls, enter), getattr(cls, exit)
    except AttributeError:
        raise TypeError(
            f"'{cls.__module__}.{cls.__qualname__}' object does "
            f"not support the {protocol} protocol"
        ) from None


def _join_contexts(new, old, known):
    """Let the exception of a callback follow the one that was on its way before.

    known is the exception that was being handled outside the stack: there a chain ends."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is known:
            break
        new = context
    new.__context__ = old


class _BaseExitStack:
    """What the two kinds of stacks share: the list of things to do at the end."""

    def __init__(self):
        from collections import deque
        self._exit_callbacks = deque()

    def pop_all(self):
        """Move everything to a new stack, which is returned."""
        moved = type(self)()
        moved._exit_callbacks, self._exit_callbacks = (
            self._exit_callbacks, moved._exit_callbacks
        )
        return moved

    def push(self, exit):
        """Register an object with an __exit__ method, or a function of its signature.

        The argument is returned, so that push can serve as a decorator."""
        try:
            method = type(exit).__exit__
        except AttributeError:
            self._register(exit)
        else:
            self._register(MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        """Enter a context manager, which will be left with the stack."""
        enter, exit = _enter_and_exit(cm, "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._register(MethodType(exit, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Register a function and its arguments, to be called at the end."""
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._register(_exit_wrapper)
        return callback

    def _register(self, function, is_sync=True):
        self._exit_callbacks.append((is_sync, function))


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A manager for any number of context managers and callbacks.

    They are left or called last to first, as nested with statements would do."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        known = sys.exception()
        suppressed = pending = False
        while self._exit_callbacks:
            _, cb = self._exit_callbacks.pop()
            try:
                exc_details = (None, None, None) if exc is None else (
                    type(exc), exc, exc.__traceback__
                )
                if cb(*exc_details):
                    suppressed, pending, exc = True, False, None
            except BaseException as new:
                _join_contexts(new, exc, known)
                pending, exc = True, new
        if pending:
            # The chain of contexts is complete; raising must not add to it.
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return received and suppressed

    def close(self):
        """Leave and call everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """An ExitStack that also takes async context managers and coroutine functions."""

    async def enter_async_context(self, cm):
        """Enter an async context manager, which will be left with the stack."""
        enter, exit = _enter_and_exit(
            cm, "__aenter__", "__aexit__", "asynchronous context manager"
        )
        result = await enter(cm)
        self._register(MethodType(exit, cm), False)
        return result

    def push_async_exit(self, exit):
        """Register an object with an __aexit__ method, or a coroutine function like it."""
        try:
            method = type(exit).__aexit__
        except AttributeError:
            self._register(exit, False)
        else:
            self._register(MethodType(method, exit), False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Register a coroutine function and its arguments, to be awaited at the end."""
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)
        _exit_wrapper.__wrapped__ = callback
        self._register(_exit_wrapper, False)
        return callback

    async def aclose(self):
        """Leave and call everything now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        known = sys.exception()
        suppressed = pending = False
        while self._exit_callbacks:
            is_sync, cb = self._exit_callbacks.pop()
            try:
                exc_details = (None, None, None) if exc is None else (
                    type(exc), exc, exc.__traceback__
                )
                result = cb(*exc_details)
                if not is_sync:
                    result = await result
                if result:
                    suppressed, pending, exc = True, False, None
            except BaseException as new:
                _join_contexts(new, exc, known)
                pending, exc = True, new
        if pending:
            # The chain of contexts is complete; raising must not add to it.
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return received and suppressed
