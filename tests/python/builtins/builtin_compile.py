"""compile() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('compile("1", "f", "eval").co_filename', lambda: compile("1", "f", "eval").co_filename)
show('compile("x = 1", "f", "exec").co_names', lambda: compile("x = 1", "f", "exec").co_names)
show('compile("1", "f", "bad")', lambda: compile("1", "f", "bad"))
show('compile("1 +", "f", "exec")', lambda: compile("1 +", "f", "exec"))
show('compile("x = 1", "f", "eval")', lambda: compile("x = 1", "f", "eval"))
show('compile(5, "f", "exec")', lambda: compile(5, "f", "exec"))
show('compile("1", 5, "exec")', lambda: compile("1", 5, "exec"))
show('compile("1")', lambda: compile("1"))
show('compile("\\0", "f", "exec")', lambda: compile("\0", "f", "exec"))
show('compile("pass", "f", "single").co_name', lambda: compile("pass", "f", "single").co_name)
show('compile("pass", "f", "exec", optimize=5)', lambda: compile("pass", "f", "exec", optimize=5))
show('compile("break", "f", "exec")', lambda: compile("break", "f", "exec"))
show('compile("return", "f", "exec")', lambda: compile("return", "f", "exec"))
show('compile("a b", "f", "exec")', lambda: compile("a b", "f", "exec"))
