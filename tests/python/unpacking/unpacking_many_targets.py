"""More targets than 255, with and without a star."""

many = ", ".join(f"v{i}" for i in range(400))
space = {}
exec(f"{many} = range(400)", space)
print(space["v0"], space["v399"])
exec(f"def f(it):\n    {many} = it\n    return v0 + v399", space)
print(space["f"](iter(range(400))))
for length in (399, 401):
    try:
        space["f"](range(length))
    except ValueError as error:
        print(error)
    try:
        space["f"](iter(range(length)))
    except ValueError as error:
        print(error)
try:
    space["f"](5)
except TypeError as error:
    print(error)
exec(f"first, *rest, {many} = range(410)", space)
print(space["first"], space["rest"], space["v399"])
try:
    exec(f"first, *rest, {many} = range(400)", space)
except ValueError as error:
    print(error)
try:
    compile(f"{many}, *rest = x", "many", "exec")
except SyntaxError as error:
    print(error.msg)
