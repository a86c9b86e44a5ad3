"""What futures, tasks and handles look like when they are printed.

The types themselves are native, in `_asyncio`, and ask here.
"""

import functools
import reprlib

from _asyncio import Future, Handle, TaskStepMethWrapper, TaskWakeup, TimerHandle


def describe(obj):
    """The repr of a future, a task or a handle; of a function, in a tuple, that is to be called."""
    if isinstance(obj, Future):
        return _future(obj)
    if isinstance(obj, Handle):
        return _handle(obj)
    return callback_source(obj[0])


@reprlib.recursive_repr()
def _future(future):
    words = [future._state.lower()]
    if future._state == "FINISHED":
        if future._exception is not None:
            words.append(f"exception={future._exception!r}")
        else:
            words.append(f"result={reprlib.repr(future._result)}")
    callbacks = future._callbacks
    if callbacks:
        shown = [callback_source(function) for function, _ in callbacks]
        if len(shown) > 2:
            shown = [shown[0], f"<{len(shown) - 2} more>", shown[-1]]
        words.append(f"cb=[{', '.join(shown)}]")
    if hasattr(future, "get_coro"):
        if future._must_cancel:
            words[0] = "cancelling"
        words.insert(1, f"name={future.get_name()!r}")
        if future._fut_waiter is not None:
            words.insert(2, f"wait_for={future._fut_waiter!r}")
        if future._coro is not None:
            words.insert(2, f"coro=<{_coroutine(future._coro)}>")
    return f"<{type(future).__name__} {' '.join(words)}>"


def _coroutine(coro):
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name}()" if name else f"<{type(coro).__name__} without __name__>()"
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if code is None:
        return f"{name} running" if getattr(coro, "cr_running", False) else name
    frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
    running = getattr(coro, "cr_running", None) or getattr(coro, "gi_running", None)
    if frame is None and not running:
        return f"{name} done, defined at {code.co_filename}:{code.co_firstlineno}"
    suspended = getattr(coro, "cr_suspended", None) or getattr(coro, "gi_suspended", None)
    # A frame that has not begun stands before its first line.
    line = frame.f_lineno if frame is not None and suspended else code.co_firstlineno
    return f"{name} running at {code.co_filename}:{line}"


def _handle(handle):
    words = [type(handle).__name__]
    if handle._cancelled:
        words.append("cancelled")
    if isinstance(handle, TimerHandle):
        words.append(f"when={handle._when}")
    if handle._callback is not None:
        words.append(callback_source(handle._callback))
    return f"<{' '.join(words)}>"


def callback_source(function):
    """A function as reports show it: its name, and where it is from if that is known."""
    if isinstance(function, TaskWakeup):
        return "Task.task_wakeup()"
    text = _name(function, "")
    inner = function
    while isinstance(inner, functools.partial):
        inner = inner.func
    inner = getattr(inner, "__func__", inner)
    inner = getattr(inner, "__wrapped__", inner)
    code = getattr(inner, "__code__", None)
    if code is not None:
        text += f" at {code.co_filename}:{code.co_firstlineno}"
    return text


def _name(function, suffix):
    if isinstance(function, functools.partial):
        return _name(function.func, "()" + suffix)
    name = None
    if not isinstance(function, TaskStepMethWrapper):
        name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None)
    return (name or repr(function)) + "()" + suffix
