"""A subclass of object: what its methods and operators give, its attributes, copies, and overridden methods."""

import copy
import pickle


class Sub(object):
    """A subclass."""

    attribute = "of the class"


def show(source, x):
    try:
        value = eval(source, {"x": x})
    except Exception as error:
        print("   ", source, "->", type(error).__name__, error)
        return
    print("   ", source, "->", type(value).__name__, value if " at 0x" not in repr(value) else "...")


x = Sub()
for source in ['x == x', 'bool(x)', 'x.__class__', 'hash(x) == hash(x)', 'x < x', 'x + 1', 'len(x)', 'x()', 'x[0]', 'iter(x)', 'x.missing', 'int(x)', 'with_(x)']:
    show(source, x)
x = Sub()
x.own = 5
print(x.own, x.attribute, x.__dict__, isinstance(x, object), type(x).__mro__[1].__name__, Sub.__doc__, Sub.__base__.__name__)
for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
    print(type(again).__name__, again.own, again.__dict__ == x.__dict__)
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


class Loud(object):
    def __repr__(self):
        return "Loud"

    def __len__(self):
        return 77

    def __getitem__(self, key):
        return "item"

    def __eq__(self, other):
        return "equal"

    __hash__ = object.__hash__

    def __bool__(self):
        return False


loud = Loud()
print(loud, str(loud) if 'object' not in ("str", "bytes", "bytearray") else "", [loud], len(loud), loud[0], loud == 5, bool(loud), f"{loud!r}")


class Slotted(object):
    __slots__ = ()


slotted = Slotted()
try:
    slotted.other = 1
except AttributeError as error:
    print(error)
print(hasattr(slotted, "__dict__"))
try:
    x.__class__ = object
except TypeError as error:
    print(error)
x.__class__ = type("Other", (object,), {})
print(type(x).__name__, x.own)
