# The thing after except must be an exception class.
def attempt(kind):
    try:
        try:
            raise ValueError("original")
        except kind:
            print("matched")
    except TypeError as error:
        print("TypeError", error)
        print("context:", repr(error.__context__))
    except ValueError as error:
        print("not matched", error)


attempt(ValueError)
attempt(KeyError)
attempt((KeyError, ValueError))
attempt(())
attempt(5)
attempt("ValueError")
attempt((KeyError, 5))
attempt(int)
