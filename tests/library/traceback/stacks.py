import sys
import traceback


def show():
    for line in traceback.format_stack():
        print(line, end="")
    traceback.print_stack(file=sys.stdout)
    traceback.print_stack(limit=1, file=sys.stdout)
    stack = traceback.extract_stack()
    print(type(stack).__name__, [f.name for f in stack], [f.lineno for f in stack])
    print(stack[-1].line, stack[-1])
    print([f.f_code.co_name for f, line in traceback.walk_stack(sys._getframe())])
    return stack


def caller():
    value = 3
    return show()


stack = caller()
f = traceback.FrameSummary("nowhere.py", 5, "fun", line="  x = 1  ")
print(list(f), f.line, len(f), f[2], f == ("nowhere.py", 5, "fun", "x = 1"))
print(f)
print(traceback.format_list([("a.py", 3, "f", "return 1"), f, ("b.py", 1, "<module>", None)]))
print(traceback.StackSummary.from_list([("a.py", 3, "f", "return 1")] * 6).format())


def with_locals():
    one, two = 1, "zwei"
    raise ValueError(one)


try:
    with_locals()
except ValueError as e:
    report = traceback.TracebackException.from_exception(e, capture_locals=True)
    entry = report.stack[-1]
    print(entry.locals)
    print(entry.filename.endswith("stacks.py"), report.exc_type_str)
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_next)
    print([(f.f_code.co_name, line) for f, line in traceback.walk_tb(tb)])
    print(tb.tb_next.tb_frame.f_locals)
    tb.tb_next = None
    print(traceback.format_tb(e.__traceback__))
    try:
        tb.tb_next = tb
    except ValueError as error:
        print(error)
    traceback.clear_frames(e.__traceback__)
