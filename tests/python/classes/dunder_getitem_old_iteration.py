# Without __iter__, iteration and membership use __getitem__ from 0.
class Squares:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError("enough")
        return i * i


print(list(Squares()))
print(9 in Squares(), 10 in Squares())
print([n for n in Squares()], max(Squares()), sum(Squares()))
a, b, *c = Squares()
print(a, b, c)
it = iter(Squares())
print(next(it), next(it))


class KeyErrors:
    def __getitem__(self, i):
        if i == 2:
            raise KeyError(i)
        return i


try:
    print(list(KeyErrors()))
except KeyError as error:
    print("KeyError", error)


class Keyed:
    def __getitem__(self, key):
        return key


k = Keyed()
print(k[1:2], k[::], k[1, 2:3], k[...], k["a"], k[()])
