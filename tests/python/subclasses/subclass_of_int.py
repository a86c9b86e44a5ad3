"""A subclass of int: what its methods and operators give, its attributes, copies, and overridden methods."""

import copy
import pickle


class Sub(int):
    """A subclass."""

    attribute = "of the class"


def show(source, x):
    try:
        value = eval(source, {"x": x})
    except Exception as error:
        print("   ", source, "->", type(error).__name__, error)
        return
    print("   ", source, "->", type(value).__name__, value if " at 0x" not in repr(value) else "...")


x = Sub(5)
for source in ['x + 1', 'x * 2', '-x', 'abs(x)', 'int(x)', 'x.bit_length()', 'x == 5', 'hash(x) == hash(5)', '[0] * x', 'range(x)', 'f"{x:03}"', 'x.real', 'x // 2', 'divmod(x, 2)', 'x ** 2', 'int("7", x + 5)']:
    show(source, x)
x = Sub(5)
x.own = 5
print(x.own, x.attribute, x.__dict__, isinstance(x, int), type(x).__mro__[1].__name__, Sub.__doc__, Sub.__base__.__name__)
for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
    print(type(again).__name__, again.own, again == x)
try:
    Sub(nonsense=1)
except TypeError as error:
    print(error)
else:
    print("takes keywords")


class Loud(int):
    def __repr__(self):
        return "Loud"

    def __len__(self):
        return 77

    def __getitem__(self, key):
        return "item"

    def __eq__(self, other):
        return "equal"

    __hash__ = int.__hash__

    def __bool__(self):
        return False


loud = Loud(5)
print(loud, str(loud) if 'int' not in ("str", "bytes", "bytearray") else "", [loud], len(loud), loud[0], loud == 5, bool(loud), f"{loud!r}")


class Slotted(int):
    __slots__ = ()


slotted = Slotted(5)
try:
    slotted.other = 1
except AttributeError as error:
    print(error)
print(hasattr(slotted, "__dict__"))
try:
    x.__class__ = int
except TypeError as error:
    print(error)
x.__class__ = type("Other", (int,), {})
print(type(x).__name__, x.own)
