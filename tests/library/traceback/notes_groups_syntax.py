import sys
import traceback

try:
    e = ValueError("base")
    e.add_note("first note")
    e.add_note("two\nlines")
    raise e
except ValueError:
    traceback.print_exc(file=sys.stdout)

def fail(n):
    raise TypeError(n)

errors = []
for n in range(3):
    try:
        fail(n)
    except TypeError as e:
        errors.append(e)
try:
    raise ExceptionGroup("many", errors + [ExceptionGroup("inner", [ValueError("v"), OSError(2, "no")])])
except ExceptionGroup as g:
    traceback.print_exc(file=sys.stdout)
    print("".join(traceback.format_exception_only(g, show_group=True)))
    report = traceback.TracebackException.from_exception(g, max_group_width=2)
    print("".join(report.format()))
try:
    compile("x = (1,\ny = 2\n", "some.py", "exec")
except SyntaxError as e:
    traceback.print_exc(file=sys.stdout, limit=0)
    print(traceback.format_exception_only(e))
    report = traceback.TracebackException.from_exception(e)
    print(report.filename, report.lineno, report.offset, report.msg)


class Bad(Exception):
    def __str__(self):
        raise RuntimeError("no")


print(traceback.format_exception_only(Bad()))
try:
    [].appendd
except AttributeError as e:
    print(traceback.format_exception_only(e))
    print(str(traceback.TracebackException.from_exception(e)))
try:
    from math import sqqrt
except ImportError as e:
    print(traceback.format_exception_only(e)[0].partition(" (")[0])


def deep(n):
    if n == 0:
        raise KeyError("end")
    deep(n - 1)


try:
    deep(10)
except KeyError:
    traceback.print_exc(file=sys.stdout)
