# Equal objects with equal hashes are one key.
class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __hash__(self):
        return hash(self.n)


table = {Key(1): "one"}
table[Key(1)] = "uno"
table[Key(2)] = "dos"
print(len(table), table[Key(1)], Key(3) in table)
print(len({Key(1), Key(1), Key(2)}))
print(hash(Key(5)) == hash(5))


class Collides:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return 1


many = {Collides(i): i for i in range(20)}
print(len(many), many[Collides(13)])


class BadHash:
    def __hash__(self):
        return "text"


try:
    hash(BadHash())
except TypeError as error:
    print(error)
