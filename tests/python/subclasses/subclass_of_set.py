"""A subclass of set: what its methods and operators give, its attributes, copies, and overridden methods."""

import copy
import pickle


class Sub(set):
    """A subclass."""

    attribute = "of the class"


def show(source, x):
    try:
        value = eval(source, {"x": x})
    except Exception as error:
        print("   ", source, "->", type(error).__name__, error)
        return
    print("   ", source, "->", type(value).__name__, value if " at 0x" not in repr(value) else "...")


x = Sub({1, 2})
for source in ['x | {3}', 'x & {1}', 'x - {1}', 'x ^ {1, 5}', '{3} | x', 'x.union([7])', 'x.copy()', 'set(x)', 'x == {1, 2}', 'x.add(9)', 'x', 'x.pop() in (1, 2, 9)', 'x < {1, 2, 3, 9}', 'frozenset(x) == x']:
    show(source, x)
x = Sub({1, 2})
x.own = 5
print(x.own, x.attribute, x.__dict__, isinstance(x, set), type(x).__mro__[1].__name__, Sub.__doc__, Sub.__base__.__name__)
for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
    print(type(again).__name__, again.own, again == x)
try:
    Sub(nonsense=1)
except TypeError as error:
    print(error)
else:
    print("takes keywords")


class Loud(set):
    def __repr__(self):
        return "Loud"

    def __len__(self):
        return 77

    def __getitem__(self, key):
        return "item"

    def __eq__(self, other):
        return "equal"

    __hash__ = set.__hash__

    def __bool__(self):
        return False


loud = Loud({1, 2})
print(loud, str(loud) if 'set' not in ("str", "bytes", "bytearray") else "", [loud], len(loud), loud[0], loud == 5, bool(loud), f"{loud!r}")


class Slotted(set):
    __slots__ = ()


slotted = Slotted({1, 2})
try:
    slotted.other = 1
except AttributeError as error:
    print(error)
print(hasattr(slotted, "__dict__"))
try:
    x.__class__ = set
except TypeError as error:
    print(error)
x.__class__ = type("Other", (set,), {})
print(type(x).__name__, x.own)
