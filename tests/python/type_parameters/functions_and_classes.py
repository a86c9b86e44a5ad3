"""Type parameters of functions and classes: scope, names, bounds and defaults."""


def first[T](items: list[T]) -> T:
    return items[0]


print(first([1, 2]), first.__type_params__, first.__annotations__)
T, = first.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.has_default())


class Box[T: int, *Ts, **P]:
    kind: T

    def get[U](self, x: U) -> tuple[T, U]:
        return x


print(Box.__type_params__, Box.__parameters__, Box.get.__type_params__)
print(Box.__type_params__[0].__bound__, Box.__orig_bases__[0])
print(Box[int, str, [int]].__args__)


def constrained[A: (int, str), B: "later", C = int](x): ...


a, b, c = constrained.__type_params__
print(a.__constraints__, b.__bound__, c.__default__)
for source in ("def f[T, T](): pass", "class A[T = int, U]: pass", "def f[*T: int](): pass", "def f[T: (yield)](): pass",
               "class A[T: (x := 1)]: pass", "def f[](): pass"):
    try:
        exec(source)
        print(source, "fine")
    except SyntaxError as error:
        print(source, "-", error.msg)
try:
    T
    Ts
except NameError as error:
    print(error)
