"""An uncaught error and its traceback: call carets."""

def f():
    return None


print(f()(1))
