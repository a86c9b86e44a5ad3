# Reading a file open for writing, and the other way round.
import io

open("a.txt", "w").close()


def attempt(mode, name, *args):
    with open("a.txt", mode) as f:
        try:
            print(mode, name, getattr(f, name)(*args))
        except (OSError, ValueError, AttributeError) as error:
            print(mode, name, type(error).__name__, type(error).__module__, "|", error)


attempt("w", "read")
attempt("w", "readline")
attempt("w", "readlines")
attempt("w", "__next__")
attempt("a", "read")
attempt("r", "write", "x")
attempt("r", "writelines", ["x"])
attempt("r", "truncate")
attempt("wb", "read")
attempt("wb", "readline")
attempt("rb", "write", b"x")
attempt("rb", "truncate")
attempt("ab", "read")
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
