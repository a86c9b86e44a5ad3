"""format() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("format(5)", lambda: format(5))
show('format(5, "05d")', lambda: format(5, "05d"))
show('format("a", ">5")', lambda: format("a", ">5"))
show('format(3.14159, ".2f")', lambda: format(3.14159, ".2f"))
show('format(None, "")', lambda: format(None, ""))
show('format(None, "5")', lambda: format(None, "5"))
show('format([], "x")', lambda: format([], "x"))
show("format(5, 5)", lambda: format(5, 5))
show('format(5, "q")', lambda: format(5, "q"))
show('format("a", "d")', lambda: format("a", "d"))
show('format(True, "d")', lambda: format(True, "d"))
show('format(1234567, ",")', lambda: format(1234567, ","))
show('format(255, "#x")', lambda: format(255, "#x"))
show('format(-5, "=+6")', lambda: format(-5, "=+6"))
show('format("abc", ".1")', lambda: format("abc", ".1"))
show('format(1.5, "d")', lambda: format(1.5, "d"))
show("format(object)", lambda: format(object))
show("format()", lambda: format())
