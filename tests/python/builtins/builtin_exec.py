"""exec() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('exec("1")', lambda: exec("1"))
show('exec("x = 1; y = x")', lambda: exec("x = 1; y = x"))
show('exec("1 +")', lambda: exec("1 +"))
show("exec(5)", lambda: exec(5))
show('exec("x", {"x": 5})', lambda: exec("x", {"x": 5}))
show('exec("x", {})', lambda: exec("x", {}))
show('exec("1", 2)', lambda: exec("1", 2))
show('exec("raise ValueError(\'v\')")', lambda: exec("raise ValueError('v')"))
show('exec(compile("pass", "f", "exec"))', lambda: exec(compile("pass", "f", "exec")))
show('exec("def f(): return 1")', lambda: exec("def f(): return 1"))
show('exec(b"pass")', lambda: exec(b"pass"))
show('exec("return 1")', lambda: exec("return 1"))
show('exec("1", {}, {}, {})', lambda: exec("1", {}, {}, {}))
show('exec("x = 1", closure=())', lambda: exec("x = 1", closure=()))
