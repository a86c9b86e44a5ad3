# Anything that can be iterated can be unpacked.
class Pair:
    def __iter__(self):
        print("iter", end=" ")
        yield "left"
        yield "right"


a, b = Pair()
print(a, b)
a, *b = Pair()
print(a, b)
print(*Pair())
print([*Pair(), *Pair()])


class Broken:
    def __iter__(self):
        yield 1
        raise ValueError("half way")


try:
    a, b = Broken()
except ValueError as error:
    print(error, a)


class Old:
    def __getitem__(self, i):
        if i < 2:
            return i * 10
        raise IndexError


a, b = Old()
print(a, b)
it = iter(range(5))
a, b = next(it), next(it)
print(a, b, list(it))
it = iter(range(5))
try:
    a, b = it
except ValueError as error:
    print(error, next(it))
