# What format_exc, format_exception and print_exc give.
import io
import sys
import traceback


def divide(a, b):
    return a / b


def outer():
    try:
        divide(1, 0)
    except ZeroDivisionError as error:
        raise ValueError("wrapped") from error


try:
    outer()
except ValueError as e:
    print(traceback.format_exc())
    lines = traceback.format_exception(e)
    print(len(lines), lines[0], lines[-1])
    print(traceback.format_exception(e, chain=False)[-1])
    print(traceback.format_exception_only(e))
    print(traceback.format_tb(e.__traceback__))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == traceback.format_exc())
    traceback.print_exc(limit=1, file=sys.stdout)
    traceback.print_exception(e, limit=-1, file=sys.stdout)
    traceback.print_tb(e.__traceback__, file=sys.stdout)
    for frame in traceback.extract_tb(e.__traceback__):
        print(frame.name, frame.lineno, frame.line, frame.colno, frame.end_colno)

try:
    try:
        {}["key"]
    except KeyError:
        undefined_name
except NameError:
    traceback.print_exc(file=sys.stdout)

try:
    try:
        {}["key"]
    except KeyError:
        raise IndexError("x") from None
except IndexError:
    traceback.print_exc(file=sys.stdout)

print(repr(traceback.format_exc()))
print(traceback.format_exception_only(None))
for bad in (lambda: traceback.format_exception(3), lambda: traceback.format_exception(ValueError, 1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
