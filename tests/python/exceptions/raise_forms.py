# Everything that can follow raise.
def attempt(thing):
    try:
        raise thing
    except BaseException as error:
        print(type(error).__name__, repr(str(error)), error.args)


attempt(ValueError)
attempt(ValueError("text"))
attempt(ValueError("a", 2))
attempt(5)
attempt("text")
attempt(None)
attempt(int)
attempt([ValueError])
attempt(KeyError("k"))
attempt(StopIteration(3))
attempt(SystemExit(2))
attempt(KeyboardInterrupt())
try:
    raise
except RuntimeError as error:
    print(error)
