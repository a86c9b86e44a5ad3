# Line numbers and names from the traceback of a caught exception.
def inner():
    return 1 / 0


def outer():
    inner()


try:
    outer()
except ZeroDivisionError as error:
    tb = error.__traceback__
    while tb is not None:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
new = ValueError("x")
print(new.__traceback__)
print(new.with_traceback(None) is new)
