# ExitStack: exceptions of the block, of callbacks, their chains, and what replaces them.
from contextlib import *


def chain(e):
    parts = []
    while e is not None:
        parts.append(repr(e))
        e = e.__context__
    return " <- ".join(parts)


def raising(exc):
    def exit(typ, value, tb):
        raise exc
    return exit


def run(*exits, block=None):
    try:
        with ExitStack() as stack:
            for e in exits:
                stack.push(e)
            if block is not None:
                raise block
        print("no exception")
    except Exception as e:
        print(chain(e))


run()
run(block=ValueError("block"))
run(raising(KeyError("exit")))
run(raising(KeyError("exit")), block=ValueError("block"))
run(raising(KeyError("first")), raising(IndexError("last")), block=ValueError("block"))
run(raising(KeyError("first")), lambda *a: True, block=ValueError("block"))
run(lambda *a: True, raising(KeyError("exit")), block=ValueError("block"))
run(lambda *a: print(a[0]), lambda *a: True, block=ValueError("block"))
run(lambda *a: print("seen", a[0]), raising(KeyError("exit")), block=ValueError("block"))

try:
    raise TypeError("outside")
except TypeError:
    run(raising(KeyError("exit")), block=ValueError("block"))

with ExitStack() as stack:
    files = [stack.enter_context(closing(type("F", (), {"close": lambda self, n=n: print("close", n)})())) for n in range(3)]
print(len(files))


class Failing:
    def __enter__(self):
        raise OSError("cannot enter")

    def __exit__(self, *exc):
        print("never")


try:
    with ExitStack() as stack:
        stack.callback(print, "cleaned up")
        stack.enter_context(Failing())
except OSError as e:
    print(chain(e))

stack = ExitStack()
stack.callback(print, "closed by hand")
stack.close()
stack.close()


@stack.callback
def later():
    print("as decorator")


print(stack.callback(print, "returned") is print, stack._exit_callbacks[0][1].__wrapped__.__name__)
stack.close()
try:
    ExitStack().callback()
except TypeError as e:
    print(e)
try:
    raise ValueError("kept")
except ValueError as e:
    kept = e
    with suppress(KeyError), ExitStack() as s:
        s.push(lambda *a: False)
        try:
            s.__exit__(type(e), e, e.__traceback__)
        except Exception as other:
            print(other)
print("end")
