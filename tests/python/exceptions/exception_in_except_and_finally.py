# Exceptions raised while handling.
def f(where):
    try:
        if where == "try":
            raise ValueError("try")
        if where in ("except", "finally"):
            raise KeyError("k")
    except KeyError:
        if where == "except":
            raise ValueError("except")
    finally:
        if where == "finally":
            raise ValueError("finally")
    return "ok"


for where in ("try", "except", "finally", "none"):
    try:
        print(where, f(where))
    except ValueError as error:
        print(where, "->", error, "| context", repr(error.__context__))
