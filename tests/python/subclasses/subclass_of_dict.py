"""A subclass of dict: what its methods and operators give, its attributes, copies, and overridden methods."""

import copy
import pickle


class Sub(dict):
    """A subclass."""

    attribute = "of the class"


def show(source, x):
    try:
        value = eval(source, {"x": x})
    except Exception as error:
        print("   ", source, "->", type(error).__name__, error)
        return
    print("   ", source, "->", type(value).__name__, value if " at 0x" not in repr(value) else "...")


x = Sub({"a": 1})
for source in ['x | {"b": 2}', '{"b": 2} | x', 'x.copy()', 'dict(x)', 'x == {"a": 1}', 'x.get("a")', 'x.setdefault("c", 3)', 'x', 'x.pop("a")', 'x.update(d=4)', 'x', '{**x}', 'list(x)', 'x.fromkeys("ab")', 'x.keys()']:
    show(source, x)
x = Sub({"a": 1})
x.own = 5
print(x.own, x.attribute, x.__dict__, isinstance(x, dict), type(x).__mro__[1].__name__, Sub.__doc__, Sub.__base__.__name__)
for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
    print(type(again).__name__, again.own, again == x)
try:
    Sub(1, 2, 3, 4, 5)
except TypeError as error:
    print(error)
try:
    Sub(nonsense=1)
except TypeError as error:
    print(error)
else:
    print("takes keywords")


class Loud(dict):
    def __repr__(self):
        return "Loud"

    def __len__(self):
        return 77

    def __getitem__(self, key):
        return "item"

    def __eq__(self, other):
        return "equal"

    __hash__ = dict.__hash__

    def __bool__(self):
        return False


loud = Loud({"a": 1})
print(loud, str(loud) if 'dict' not in ("str", "bytes", "bytearray") else "", [loud], len(loud), loud[0], loud == 5, bool(loud), f"{loud!r}")


class Slotted(dict):
    __slots__ = ()


slotted = Slotted({"a": 1})
try:
    slotted.other = 1
except AttributeError as error:
    print(error)
print(hasattr(slotted, "__dict__"))
try:
    x.__class__ = dict
except TypeError as error:
    print(error)
x.__class__ = type("Other", (dict,), {})
print(type(x).__name__, x.own)
