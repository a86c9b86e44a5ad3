"""A function has at most 255 parameters, though any number of local variables.

CPython has no limit. biji's parameters stand in registers, which a byte numbers.
"""

names = [f"a{i}" for i in range(300)]
body = "".join(f"    {name} = {i}\n" for i, name in enumerate(names))
namespace = {}
exec(f"def total():\n{body}    return {' + '.join(names[:50])} + a299\n", namespace)
print(namespace["total"]())
try:
    exec(f"def f({', '.join(names)}): pass")
except SyntaxError as error:
    print(error.msg)
