# What a failed import says.
def attempt(statement):
    try:
        exec(statement, {"__name__": "__main__"})
        print(statement, "| fine")
    except Exception as error:
        print(
            statement,
            "|",
            type(error).__name__,
            "|",
            str(error).split(" (")[0],
            "|",
            getattr(error, "name", None),
        )


attempt("import no_such_module")
attempt("import no.such.module")
attempt("from no_such_module import x")
attempt("import os.no_such")
attempt("import json.no_such")
attempt("from math import no_such_function")
attempt("from math import sqrtt")
attempt("from partly import missing")
attempt("from partly import there, missing")
attempt("import partly.inner")
attempt("from . import x")
attempt("from .x import y")
attempt("from .. import z")
attempt("from os import path as p, no_name")
attempt("import math as m, sys as s")
attempt("__import__('')")
attempt("__import__(5)")
