"""`type` makes an alias that is evaluated when it is asked for."""

type Number = int | float
type Pair[T] = tuple[T, T]
type Later = undefined_name
type Loop = list[Loop] | None

print(Number, type(Number).__name__, Number.__value__, Number.__name__)
print(Pair, Pair.__type_params__, Pair.__value__, Pair[int], Pair[int].__args__)
print(Loop.__value__)
try:
    Later.__value__
except NameError as error:
    print(error)
undefined_name = 5
print(Later.__value__)
try:
    Number[int]
except TypeError as error:
    print(error)
try:
    Number.__value__ = 1
except AttributeError as error:
    print(error)
try:
    isinstance(1, Number)
except TypeError as error:
    print(error)
print(isinstance(1, Number.__value__), Number.__module__)
type = type
print(type(1))
