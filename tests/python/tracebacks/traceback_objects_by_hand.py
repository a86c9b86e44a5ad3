"""Traceback objects: their parts, links that can be set, and those that a program makes."""

import types


def inner():
    1 / 0


def outer():
    inner()


try:
    outer()
except ZeroDivisionError as error:
    tb = error.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
    tb = error.__traceback__
    own = types.TracebackType(None, tb.tb_frame, tb.tb_lasti, 99)
    print(own.tb_lineno, own.tb_next, own.tb_frame is tb.tb_frame)
    own.tb_next = tb
    try:
        tb.tb_next.tb_next.tb_next = own
    except ValueError as problem:
        print(problem)
    for wrong in (5, "x"):
        try:
            own.tb_next = wrong
        except TypeError as problem:
            print(problem)
    try:
        del own.tb_next
    except TypeError as problem:
        print(problem)
    for args in ((), (5, tb.tb_frame, 1, 1), (None, 5, 1, 1), (None, tb.tb_frame, "x", 1)):
        try:
            types.TracebackType(*args)
        except TypeError as problem:
            print(problem)
    e = ValueError("new").with_traceback(own)
    print(e.__traceback__ is own)
    try:
        ValueError().with_traceback(5)
    except TypeError as problem:
        print(problem)
