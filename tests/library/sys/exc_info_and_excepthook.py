# The exception being handled, and a hook for those that nobody handles.
import sys

print(sys.exc_info(), sys.exception())
try:
    1 / 0
except ZeroDivisionError as error:
    kind, value, trace = sys.exc_info()
    print(
        kind.__name__, value is error, trace is error.__traceback__, sys.exception() is error, trace.tb_lineno
    )
    try:
        {}["k"]
    except KeyError:
        print(type(sys.exception()).__name__, repr(sys.exception().__context__))
    print(type(sys.exception()).__name__)
print(sys.exc_info())


def hook(kind, value, trace):
    print("hook:", kind.__name__, value)
    while trace:
        print("  line", trace.tb_lineno, trace.tb_frame.f_code.co_name)
        trace = trace.tb_next


def inner():
    raise ValueError("nobody handles this")


sys.excepthook = hook
print(sys.__excepthook__ is not hook)
inner()
