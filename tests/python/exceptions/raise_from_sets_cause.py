# __cause__, __context__ and __suppress_context__.
def show(error):
    print(repr(error), "| cause", repr(error.__cause__), "| context", repr(error.__context__),
          "| suppress", error.__suppress_context__)


try:
    raise ValueError("plain")
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("during")
except KeyError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError as inner:
        raise KeyError("from") from inner
except KeyError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("none") from None
except KeyError as error:
    show(error)
try:
    raise ValueError("class") from KeyError
except ValueError as error:
    show(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
