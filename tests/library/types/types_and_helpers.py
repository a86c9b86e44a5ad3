# types: names of types, SimpleNamespace, MappingProxyType, new_class, GenericAlias, unions.
import copy
import pickle
import types
from types import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def function():
    yield


async def coroutine():
    pass


async def async_generator():
    yield


def outer():
    x = 1
    return lambda: x


c = coroutine()
print(isinstance(outer, FunctionType), isinstance(lambda: 0, LambdaType), isinstance(len, BuiltinFunctionType), isinstance([].append, BuiltinMethodType), isinstance(function(), GeneratorType), isinstance(c, CoroutineType), isinstance(async_generator(), AsyncGeneratorType))
c.close()
print(isinstance(outer.__code__, CodeType), isinstance(types, ModuleType), isinstance(outer().__closure__[0], CellType), isinstance(str.join, MethodDescriptorType), isinstance(int.__add__, WrapperDescriptorType), isinstance(None, NoneType), isinstance(..., EllipsisType), isinstance(NotImplemented, NotImplementedType), isinstance(FunctionType.__code__, GetSetDescriptorType))
print(FunctionType, BuiltinFunctionType, MethodType, GeneratorType, CodeType, ModuleType, NoneType, EllipsisType, NotImplementedType, MappingProxyType, SimpleNamespace, GenericAlias, UnionType, CellType, CoroutineType, TracebackType, FrameType)


class K:
    def method(self):
        return "method"

    def __repr__(self):
        return "K()"


k = K()
print(MethodType(lambda self, x: (self, x), k)(5), isinstance(k.method, MethodType), MethodType(K.method, k) == k.method)
check(lambda: MethodType(5, k))
check(lambda: MethodType(len))
check(lambda: NoneType(1))
print(NoneType() is None, type(...)() is ..., NotImplementedType() is NotImplemented)

n = SimpleNamespace(x=1, y="two")
n.z = [3]
print(n, n.x, n == SimpleNamespace(x=1, y="two", z=[3]), n != SimpleNamespace(), vars(n), SimpleNamespace({"a": 1}, b=2), SimpleNamespace([("q", 1)]))
del n.x
check(lambda: n.x)
check(lambda: SimpleNamespace(1))
check(lambda: SimpleNamespace({1: 2}))
check(lambda: hash(n))
print(copy.copy(n) == n, copy.replace(n, y=5), pickle.loads(pickle.dumps(n)) == n)
loop = SimpleNamespace()
loop.me = loop
print(loop)


class Sub(SimpleNamespace):
    pass


print(Sub(a=1), Sub(a=1) == SimpleNamespace(a=1))

d = {"a": 1}
m = MappingProxyType(d)
d["b"] = 2
print(m, m["b"], len(m), list(m), m.get("z"), "a" in m, m == d, m | {"c": 3}, {"c": 3} | m, m.copy(), list(reversed(m)), list(m.items()), hash(MappingProxyType(5)) if False else "")
check(lambda: m["z"])
check(lambda: m.__setitem__("a", 1))


def assign():
    m["a"] = 1


def delete():
    del m["a"]


check(assign)
check(delete)
check(lambda: MappingProxyType(5))
check(lambda: MappingProxyType([1]))
check(lambda: MappingProxyType())
check(lambda: hash(m))
print(isinstance(K.__dict__, MappingProxyType), "method" in K.__dict__)


def body(namespace):
    namespace["x"] = 1
    namespace["double"] = lambda self: self.x * 2


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return {"prepared": kw}

    def __new__(mcls, name, bases, ns, **kw):
        return super().__new__(mcls, name, bases, dict(ns))

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)


Made = new_class("Made", (K,), exec_body=body)
WithMeta = new_class("WithMeta", (), {"metaclass": Meta, "option": 5}, body)
print(Made().double(), Made.__mro__, WithMeta.prepared, type(WithMeta).__name__, new_class("Empty").__name__)
print(prepare_class("X", (), {"metaclass": Meta, "a": 1}), prepare_class("X", (K,)))


class Entries:
    def __mro_entries__(self, bases):
        return (K,)


e = Entries()
print(resolve_bases((e, int)), resolve_bases((int,)), new_class("R", (e,)).__orig_bases__ == (e,), new_class("R", (e,)).__mro__[1], get_original_bases(new_class("R", (list[int],))), get_original_bases(int))
check(lambda: get_original_bases(5))
check(lambda: type("R", (e,), {}))
g = GenericAlias(list, (int,))
print(g, g == list[int], g.__origin__, g.__args__, g.__parameters__, dict[str, list[int]], g(), list[int]([1]), tuple[int, ...], tuple[()], list[int].append is list.append, hash(g) == hash(list[int]), pickle.loads(pickle.dumps(dict)) is dict)
u = int | str | None
print(u, type(u), u.__args__, u == (None | str | int), isinstance(5, u), isinstance(None, u), issubclass(bool, u), int | int, (int | str) | (str | float), list[int] | None, u | bytes, hash(int | str) == hash(str | int))
check(lambda: int | 5)
check(lambda: isinstance(5, list[int]))
check(lambda: isinstance(5, int | list[int]))
check(lambda: UnionType())
check(lambda: list[int][str])


class Virtual:
    @DynamicClassAttribute
    def value(self):
        "doc"
        return 5


print(Virtual().value, Virtual.__dict__["value"].__doc__)
check(lambda: Virtual.value)
check(lambda: setattr(Virtual(), "value", 1))
module = ModuleType("made", "its doc")
module.x = 1
print(module.__name__, module.__doc__, module.x, module)
f2 = FunctionType(outer.__code__, {}, "renamed")
print(f2.__name__, f2()(), CellType(5).cell_contents, FunctionType((lambda a, b: a + b).__code__, {}, None, (10,))(1))
check(lambda: FunctionType(5, {}))
check(lambda: FunctionType(outer().__code__, {}))
check(lambda: CellType().cell_contents)
print(sorted(n for n in types.__all__ if n != "CapsuleType"))
