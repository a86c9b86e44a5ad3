# args, str and repr of exceptions.
for error in (
    Exception(),
    Exception("one"),
    Exception("one", 2),
    ValueError("it's"),
    ValueError('say "hi"'),
    ValueError(5),
    ValueError(None),
    KeyError("key"),
    KeyError(1, 2),
    KeyError(),
    IndexError("换行\n"),
    StopIteration(7),
    OSError(2, "No such file"),
    OSError("just text"),
    SystemExit(3),
):
    print(error.args, str(error), repr(error), sep=" | ")
print(StopIteration(7).value, SystemExit(3).code, OSError(2, "x").errno)
