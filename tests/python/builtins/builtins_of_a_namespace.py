"""`exec` runs with the builtins that the namespace names."""

from types import MappingProxyType

print(eval("x", {"__builtins__": {"x": 1}}))
print(eval("x", {"__builtins__": MappingProxyType({"x": 2})}))
for source in ("print", "len('x')"):
    try:
        eval(source, {"__builtins__": {}})
    except NameError as error:
        print(error)
try:
    exec("class A: pass", {"__builtins__": {}})
except NameError as error:
    print(error)
try:
    exec("import sys", {"__builtins__": {}})
except ImportError as error:
    print(error)
calls = []


def importer(name, globals, locals, fromlist, level):
    calls.append((name, fromlist, level))
    return name.upper()


space = {"__builtins__": {"__import__": importer}}
exec("import one.two\nimport three as four\n", space)
print(space["one"], calls)
try:
    eval("1 + x", {"__builtins__": 5})
except TypeError as error:
    print(error)
space = {}
exec("def f(): pass\ng = type(f)(f.__code__, {})", {"__builtins__": (own := {"type": type})}, space)
print(space["f"].__builtins__ is own, space["g"].__builtins__ is own)
