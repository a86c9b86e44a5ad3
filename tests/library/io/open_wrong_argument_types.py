# open() with things that are no path.
def attempt(*args, **options):
    try:
        print(open(*args, **options))
    except Exception as error:
        print(type(error).__name__, "|", error)


attempt()
attempt(None)
attempt(3.5)
attempt([])
attempt(-1)
attempt(999)
attempt("a\0b")
attempt(b"bytes-name.txt")
attempt("x", "r", 1, "utf-8", "strict", None, True, None, "extra")
attempt("x", bogus=1)
attempt("x", "r", "1")
attempt("x", newline=1)
