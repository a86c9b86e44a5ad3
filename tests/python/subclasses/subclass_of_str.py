"""A subclass of str: what its methods and operators give, its attributes, copies, and overridden methods."""

import copy
import pickle


class Sub(str):
    """A subclass."""

    attribute = "of the class"


def show(source, x):
    try:
        value = eval(source, {"x": x})
    except Exception as error:
        print("   ", source, "->", type(error).__name__, error)
        return
    print("   ", source, "->", type(value).__name__, value if " at 0x" not in repr(value) else "...")


x = Sub("text")
for source in ['x + "!"', 'x * 2', 'x.upper()', 'x[0]', 'x[:]', 'str(x)', 'x.strip()', '"".join([x])', 'x.replace("q", "")', 'x == "text"', 'hash(x) == hash("text")', 'f"{x}"', 'x.split("e")', 'x.center(8)', 'x.encode()', 'x in "a text"', '{x: 1}["text"]']:
    show(source, x)
x = Sub("text")
x.own = 5
print(x.own, x.attribute, x.__dict__, isinstance(x, str), type(x).__mro__[1].__name__, Sub.__doc__, Sub.__base__.__name__)
for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
    print(type(again).__name__, again.own, again == x)
try:
    Sub(nonsense=1)
except TypeError as error:
    print(error)
else:
    print("takes keywords")


class Loud(str):
    def __repr__(self):
        return "Loud"

    def __len__(self):
        return 77

    def __getitem__(self, key):
        return "item"

    def __eq__(self, other):
        return "equal"

    __hash__ = str.__hash__

    def __bool__(self):
        return False


loud = Loud("text")
print(loud, str(loud) if 'str' not in ("str", "bytes", "bytearray") else "", [loud], len(loud), loud[0], loud == 5, bool(loud), f"{loud!r}")


class Slotted(str):
    __slots__ = ()


slotted = Slotted("text")
try:
    slotted.other = 1
except AttributeError as error:
    print(error)
print(hasattr(slotted, "__dict__"))
try:
    x.__class__ = str
except TypeError as error:
    print(error)
x.__class__ = type("Other", (str,), {})
print(type(x).__name__, x.own)
