"""__class_getitem__ makes a class subscriptable; a metaclass's __getitem__ comes first."""


class A:
    def __class_getitem__(cls, item):
        return cls.__name__, item


class B(A):
    pass


print(A[1], B[1, 2], A[...], A[1:2])
try:
    A()[0]
except TypeError as error:
    print(error)
for c in (int, object, type(None), type("X", (), {})):
    try:
        c[0]
    except TypeError as error:
        print(error)


class Meta(type):
    def __getitem__(cls, item):
        return "meta", item


class C(A, metaclass=Meta):
    pass


print(C[5], list[int], dict[str, int].__args__, tuple[int, ...], type[int], list[int]() == [], list[int] == list[int], hash(list[int]) == hash(list[int]))
for act in (lambda: list[int][str], lambda: isinstance([], list[int]), lambda: setattr(list[int], "x", 1), lambda: list[int].append, lambda: list[int].missing,
            lambda: (list[int] | None), lambda: list[()], lambda: dict[int]):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)
