# Running text.
x = 10
print(eval("x + 1"), eval("[n * 2 for n in range(3)]"), eval("  1 "), eval("x", {"x": 5}), eval("a + b", {"a": 1}, {"b": 2}), eval("'中' * 2"))
print(exec("y = x * 2"), y)
exec("def f(n):\n    return n + 1\nprint('inside', f(1))")
print(f(2))
space = {}
exec("a = 1\nb = [a] * 2\nfor i in range(3): a += i", space)
print(space["a"], space["b"], space["i"], "__builtins__" in space)


def g():
    local = "seen"
    exec("local = 'changed'")
    return local, eval("local")


print(g())
code = compile("1 + 2", "<text>", "eval")
print(eval(code), type(code).__name__)
exec(compile("print('compiled')", "<text>", "exec"))
for text in ("1 +", "x = 1", "undefined", "1 / 0", "", "import math", "(1"):
    try:
        print(eval(text))
    except Exception as error:
        print(repr(text), type(error).__name__, "-", error)
for text in ("if True", "return 1", "a b", "  x = 1\n y = 2", "raise KeyError('k')"):
    try:
        exec(text)
    except Exception as error:
        print(repr(text), type(error).__name__, "-", error)
try:
    eval(5)
except TypeError as error:
    print(error)
