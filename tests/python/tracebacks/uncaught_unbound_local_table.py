"""An uncaught error and its traceback: unbound local."""

total = 1


def f():
    total += 1


f()
