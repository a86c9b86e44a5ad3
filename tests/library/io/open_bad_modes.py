# Modes that mean nothing, and options that do not go with a mode.
open("f.txt", "w").close()


def attempt(*args, **options):
    try:
        open("f.txt", *args, **options)
    except Exception as error:
        print(args, options, type(error).__name__, "|", error)


attempt("q")
attempt("")
attempt("rw")
attempt("wa")
attempt("rr")
attempt("r++")
attempt("tb")
attempt("bt")
attempt("b")
attempt("+")
attempt("U")
attempt("rb", encoding="utf-8")
attempt("rb", errors="ignore")
attempt("rb", newline="\n")
attempt("r", newline="x")
attempt("r", 0)
attempt("w", -2)
attempt(5)
attempt("r", encoding="no-such-code")
attempt("r", encoding=7)
attempt("r", closefd=False)
