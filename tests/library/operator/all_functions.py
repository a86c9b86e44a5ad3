# operator: every function, the getters and the caller.
import copy
import operator
import pickle
from operator import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


print(add(1, 2), sub(5, 3), mul(2, 4), truediv(7, 2), floordiv(7, 2), mod(7, 3), pow(2, 5), neg(3), pos(-3), abs(-4), inv(5), invert(5), lshift(1, 4), rshift(16, 2), and_(6, 3), or_(6, 3), xor(6, 3), not_(0), truth([]), is_(None, None), is_not(1, 2), is_none(None) if hasattr(operator, "is_none") else True, index(True))
print(lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), gt(1, 2), ge(2, 3), concat([1], [2]), contains([1, 2], 2), countOf([1, 1, 2], 1), indexOf([5, 6], 6), getitem([1, 2], 1), length_hint([1, 2]), length_hint(iter([1, 2, 3])), length_hint(5, 7), call(max, 1, 5))
l = [1, 2, 3]
setitem(l, 0, 9)
delitem(l, 1)
print(l, iadd(l, [4]) is l, l, iconcat(l, [5]), imul([1], 2), isub(5, 2), ior({1}, {2}), iand(6, 3), ixor(6, 3), ilshift(1, 2), irshift(8, 1), ifloordiv(7, 2), itruediv(7, 2), imod(7, 4), ipow(2, 3))


class M:
    def __matmul__(self, other):
        return "matmul"

    def __imatmul__(self, other):
        return "imatmul"


print(matmul(M(), 1), imatmul(M(), 1), operator.__add__(1, 2), operator.__getitem__("ab", 1), operator.__not__(1))
get = itemgetter(1)
print(get("abc"), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 5}), itemgetter(slice(1, 3))("abcd"), sorted([(1, "b"), (2, "a")], key=itemgetter(1)), get, itemgetter(1, "x"))


class P:
    def __init__(self, name, child=None):
        self.name, self.child = name, child

    def greet(self, word, mark="!"):
        return f"{word} {self.name}{mark}"


p = P("bob", P("kid"))
print(attrgetter("name")(p), attrgetter("child.name")(p), attrgetter("name", "child.name")(p), attrgetter("a.b", "c"), methodcaller("greet", "hi")(p), methodcaller("greet", "hi", mark="?")(p), methodcaller("upper")("x"), methodcaller("f", 1, b=2))
print(pickle.loads(pickle.dumps(itemgetter(1)))("abc"), copy.deepcopy(attrgetter("name"))(p))
check(lambda: itemgetter())
check(lambda: attrgetter())
check(lambda: attrgetter(5))
check(lambda: methodcaller())
check(lambda: methodcaller(5))
check(lambda: itemgetter(5)("a"))
check(lambda: itemgetter("x")({}))
check(lambda: attrgetter("zz")(p))
check(lambda: attrgetter("child.child.name")(p))
check(lambda: itemgetter(1)())
check(lambda: itemgetter(1)(1, 2))
check(lambda: add(1, "a"))
check(lambda: add(1))
check(lambda: concat(1, 2))
check(lambda: concat([1], (2,)))
check(lambda: index("a"))
check(lambda: index(1.5))
check(lambda: countOf(5, 1))
check(lambda: indexOf([1], 2))
check(lambda: truediv(1, 0))
check(lambda: length_hint(5, "a"))
check(lambda: call(5))
check(lambda: methodcaller("nothing")(p))
check(lambda: iconcat(1, 2))
print(sorted(operator.__all__))
