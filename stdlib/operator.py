"""The operators of Python as functions, and callables that fetch items and attributes.

operator.add(x, y) is equivalent to the expression x+y; itemgetter(2) gets item 2."""

__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem",
    "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift",
    "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
    "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift",
    "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow",
    "rshift", "setitem", "sub", "truediv", "truth", "xor",
]

from _operator import *


def _add_names_of_methods():
    """Every function of a method is known by the method's name as well: __add__ is add."""
    methods = (
        "lt le eq ne ge gt not_ abs add and_ floordiv index inv invert lshift mod mul matmul "
        "neg or_ pos pow rshift sub truediv xor concat contains delitem getitem setitem iadd "
        "iand iconcat ifloordiv ilshift imod imul imatmul ior ipow irshift isub itruediv ixor "
        "call"
    )
    names = globals()
    for name in methods.split():
        names[f"__{name.rstrip('_')}__"] = names[name]


_add_names_of_methods()
del _add_names_of_methods
