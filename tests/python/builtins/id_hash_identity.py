# Identity and hashes, without printing them.
a, b = [1], [1]
print(a is b, a == b, id(a) == id(a), id(a) == id(b), a is a, None is None, type(id(a)).__name__)
c = a
c.append(2)
print(a, c is a, id(c) == id(a))
c = c + [3]
print(c is a, a)
x = "text"
y = x
print(x is y, hash(x) == hash(y), hash("a" + "b") == hash("ab"), hash(1) == hash(1.0), hash(None) == hash(None), hash((1, "a")) == hash((1, "a")), isinstance(hash("x"), int))


class Plain:
    pass


p, q = Plain(), Plain()
print(hash(p) == hash(p), p == q, p is not q, len({p, q, p}), {p: 1}[p])
for action in (lambda: hash([]), lambda: hash({}), lambda: hash({1}), lambda: hash(([],)), lambda: hash(bytearray()), lambda: hash(), lambda: id()):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(True is (1 == 1), ... is Ellipsis, NotImplemented is NotImplemented)
