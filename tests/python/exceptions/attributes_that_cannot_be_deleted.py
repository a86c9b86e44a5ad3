"""The attributes of every exception can be set, within limits, but not deleted."""

error = ValueError("text")
for name in ("args", "__traceback__", "__cause__", "__context__", "__suppress_context__"):
    try:
        delattr(error, name)
        print(name, "deleted")
    except Exception as problem:
        print(type(problem).__name__, problem)
for name, value in (("args", 5), ("__traceback__", 5), ("__cause__", 5), ("__context__", "x"), ("__notes__", 5)):
    try:
        setattr(error, name, value)
        print(name, "set")
    except Exception as problem:
        print(type(problem).__name__, problem)
try:
    error.add_note("more")
except TypeError as problem:
    print(problem)
try:
    error.__setstate__(5)
except TypeError as problem:
    print(problem)
error.__setstate__({"extra": 1})
print(error.extra, error.__setstate__(None))
