# Notes follow the message.
def f():
    try:
        int("x")
    except ValueError as error:
        error.add_note("while reading the settings")
        error.add_note("in line 3")
        raise


f()
