# Importing by a name that is only known when the program runs.
import importlib
import importlib.util

for name in ["plug_a", "plug_b"]:
    print(importlib.import_module(name).run())
print(importlib.import_module(".tail", "pack").__name__, importlib.import_module("pack.tail").VALUE)
print(
    __import__("pack.tail").__name__,
    __import__("pack.tail", fromlist=["VALUE"]).__name__,
    __import__("plug_a").run(),
)
print(
    importlib.util.find_spec("plug_a").name,
    importlib.util.find_spec("nothing_here"),
    importlib.util.find_spec("math") is not None,
)
for args in [("nothing",), (".tail",), ("..x", "pack"), ("",)]:
    try:
        importlib.import_module(*args)
    except (ImportError, TypeError, ValueError) as error:
        print(args, type(error).__name__, "|", error)
