# deque: every method, with and without maxlen.
import copy
import pickle
from collections import deque


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


d = deque("abc")
print(d, len(d), d[0], d[-1], list(d), "b" in d, d.maxlen, bool(deque()))
d.append("d")
d.appendleft("z")
print(d, d.pop(), d.popleft(), d)
d.extend("xy")
d.extendleft("12")
print(d)
d.rotate(1)
print(d)
d.rotate(-2)
print(d)
d.rotate(100)
print(d, d.count("a"), d.index("a"), d.index("b", 2))
d.insert(1, "I")
d.insert(-1, "J")
d.insert(99, "K")
d.remove("I")
d.reverse()
print(d)
del d[0]
d[0] = "first"
print(d, list(reversed(d)), d.copy(), copy.copy(d) == d)
d.clear()
print(d)
small = deque([1, 2, 3], maxlen=2)
print(small, small.maxlen)
small.append(4)
print(small)
small.appendleft(9)
print(small)
small.extend([5, 6, 7])
print(small, small + deque([1]), small * 2, 2 * small, small == deque([6, 7]))
small += [8]
small *= 3
print(small)
check(lambda: small.insert(0, 1))
print(deque([1, 2]) < deque([1, 3]), deque([1]) != deque([2]), deque() == [])
print(deque(maxlen=0), deque([1, 2], 0), deque(range(3), maxlen=None))
print(pickle.loads(pickle.dumps(small)), copy.deepcopy(deque([[1]])))
nested = deque([1])
nested.append(nested)
print(nested)
check(lambda: deque().pop())
check(lambda: deque().popleft())
check(lambda: deque([1])[3])
check(lambda: deque([1])["x"])
check(lambda: deque([1])[0:1])
check(lambda: deque([1]).remove(5))
check(lambda: deque([1]).index(5))
check(lambda: deque([1], -1))
check(lambda: deque([1], "x"))
check(lambda: deque(5))
check(lambda: deque(1, 2, 3))
check(lambda: hash(deque()))
check(lambda: deque() + [1])
check(lambda: deque() < 5)
check(lambda: deque() * "x")
check(lambda: setattr(deque(), "maxlen", 5))
check(lambda: deque([1]).rotate("x"))
grow = deque([1, 2, 3])


def iterate():
    for item in grow:
        grow.append(item)


check(iterate)


def iterate_reversed():
    for item in reversed(grow):
        grow.pop()


check(iterate_reversed)


class Log(deque):
    def append(self, item):
        super().append(f"[{item}]")


log = Log(maxlen=2)
for item in "xyz":
    log.append(item)
log.name = "log"
print(log, log.name, type(log.copy()).__name__, type(log + log).__name__)
print(deque[int], deque.__doc__.split("\n")[0])
