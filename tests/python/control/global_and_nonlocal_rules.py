"""Where `global` and `nonlocal` may stand, and what they may not name."""

counter = 0


def bump():
    global counter
    counter += 1


bump()
bump()
print(counter)


def outer():
    x = 1

    def inner():
        nonlocal x
        x += 1
        del x

    inner()
    try:
        x
    except NameError as error:
        print(error)


outer()
for source in ("def f():\n    x = 1\n    global x", "def f():\n    print(x)\n    global x", "def f(x):\n    global x",
               "def f():\n    nonlocal x", "nonlocal x", "def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x",
               "def f(x):\n    nonlocal x", "def f():\n    global x\n    nonlocal x", "def f():\n    x: int\n    global x",
               "x = 1\nglobal x", "class C:\n    nonlocal x", "def f():\n    global x\n    x: int = 1", "global x, y, x",
               "def f():\n    global __debug__", "def f():\n    for x in y: pass\n    global x"):
    try:
        compile(source, "name", "exec")
        print(source.replace("\n", ";"), "fine")
    except SyntaxError as error:
        print(source.replace("\n", ";"), "-", error.msg)
