"""An uncaught error and its traceback: context chain of three."""

try:
    try:
        1 / 0
    except ZeroDivisionError:
        {}['a']
except KeyError:
    [][0]
