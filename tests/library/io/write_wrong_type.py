# Text files take str, binary files take bytes.
def attempt(mode, value, name="write"):
    with open("a.txt", mode) as f:
        try:
            print(mode, repr(value), getattr(f, name)(value))
        except Exception as error:
            print(mode, repr(value), type(error).__name__, "|", error)


attempt("w", b"bytes")
attempt("w", 5)
attempt("w", None)
attempt("w", ["x"])
attempt("wb", "text")
attempt("wb", 5)
attempt("wb", [1, 2])
attempt("wb", bytearray(b"ok"))
attempt("wb", memoryview(b"view")[:2].tobytes())
attempt("w", [1], "writelines")
attempt("w", 1, "writelines")
attempt("wb", ["x"], "writelines")
attempt("wb", [b"a", b"bc"], "writelines")
attempt("w", "abc", "writelines")
