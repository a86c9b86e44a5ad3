"""eval() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('eval("1 + 1")', lambda: eval("1 + 1"))
show('eval("x", {"x": 5})', lambda: eval("x", {"x": 5}))
show('eval("x", {}, {"x": 6})', lambda: eval("x", {}, {"x": 6}))
show('eval("x", {})', lambda: eval("x", {}))
show('eval("1 +")', lambda: eval("1 +"))
show('eval("x = 1")', lambda: eval("x = 1"))
show("eval(5)", lambda: eval(5))
show('eval("")', lambda: eval(""))
show('eval("  3")', lambda: eval("  3"))
show('eval(b"4")', lambda: eval(b"4"))
show('eval("1", 2)', lambda: eval("1", 2))
show('eval("1", {}, 3)', lambda: eval("1", {}, 3))
show('eval(compile("7", "f", "eval"))', lambda: eval(compile("7", "f", "eval")))
show('eval("[i for i in range(3)]")', lambda: eval("[i for i in range(3)]"))
show('eval("__name__", {"__name__": "n"})', lambda: eval("__name__", {"__name__": "n"}))
show('eval("lambda: 1")()', lambda: eval("lambda: 1")())
show('eval("(yield)")', lambda: eval("(yield)"))
show('eval("return 1")', lambda: eval("return 1"))
