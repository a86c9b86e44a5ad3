# array: construction, items, slices, conversions, files, memoryviews, errors.
import array as module
import copy
import io
import pickle
import struct
from array import array


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


a = array("i", [1, 2, 3, 4])
a[1:3] = array("i", [9, 9, 9])
print(a)
del a[0]
del a[::2]
print(a, a * 2, 2 * a, a + a, a[::-1], a[1:], list(a), 9 in a, a == array("d", [9.0, 4.0]), a < array("i", [9, 5]), a.typecode, a.itemsize, len(a))
a *= 2
a += array("i", [7])
print(a, a.count(9), a.index(7), a.index(9, 1))
a.reverse()
print(a, a.tobytes(), a.tolist())
a.byteswap()
print(a)
a.byteswap()
a.insert(0, 5)
a.insert(-1, 6)
a.insert(99, 8)
print(a, a.pop(0), a.pop())
a.remove(7)
a.fromlist([1, 2])
a.frombytes(b"\1\0\0\0")
print(a, a.buffer_info()[1], bytes(a)[:8])
a.extend(range(3))
a.append(-1)
print(a)
a.clear()
print(a, bool(a))
d = array("d", [1.5, 2.5])
print(copy.copy(d), copy.deepcopy(d), copy.copy(d) is d, pickle.loads(pickle.dumps(d)), pickle.loads(pickle.dumps(array("w", "hi"), 2)))
f = io.BytesIO()
d.tofile(f)
print(f.getvalue())
f.seek(0)
e = array("d")
e.fromfile(f, 2)
print(e)
check(lambda: e.fromfile(f, 1))
check(lambda: e.fromfile(f, -1))
w = array("w", "a\U0001F600")
print(w, w.tounicode(), w[0], w.itemsize, array("w"))
w.fromunicode("de")
print(w, module.typecodes, module.ArrayType is array, array)
print([(c, array(c).itemsize) for c in module.typecodes if c != "u"])


class Ints(array):
    def __new__(cls, *args):
        return super().__new__(cls, "i", *args)


s = Ints([1])
s.name = "s"
print(s, s.name, type(s + s).__name__, type(s[:]).__name__)
print(array("i", (x for x in range(3))), array("i", array("b", [1])), array("f", [1.1])[0], array("i", bytearray(4)), array[int])
print(sum(array("i", range(10))), max(d), b"".join([array("B", [65])]), bytes(array("H", [1])), array("B", b"abc").tobytes(), sorted(array("i", [3, 1, 2])), isinstance(s, __import__("collections").abc.MutableSequence))
for code in "bBhHiIlLqQ":
    size = array(code).itemsize * 8
    low, high = (0, 2 ** size - 1) if code.isupper() else (-2 ** (size - 1), 2 ** (size - 1) - 1)
    print(code, array(code, [low, high]))
    check(lambda: array(code, [low - 1]))
    check(lambda: array(code, [high + 1]))
    check(lambda: array(code, [2 ** 80]))
    check(lambda: array(code, [1.5]))
    check(lambda: array(code, ["a"]))
check(lambda: array("f", ["a"]))
check(lambda: array("f", [1e300]))
check(lambda: array("w", 5))
check(lambda: array("w", ["ab"]))
check(lambda: array("w", [5]))
check(lambda: array())
check(lambda: array("x"))
check(lambda: array(5))
check(lambda: array("ii"))
check(lambda: array("i", "abc"))
check(lambda: array("i", b"abc"))
check(lambda: array("i", typecode=5))
check(lambda: array("i", 5))
check(lambda: array("i", [1], 2))
a = array("i", [1, 2, 3])
for wrong in (lambda: a[5], lambda: a["x"], lambda: a[1.0], lambda: a.index(9), lambda: a.remove(9), lambda: array("i").pop(), lambda: a.pop(9), lambda: a + [1], lambda: a + array("b", [1]), lambda: a.extend([1, "x"]), lambda: a.extend(array("b", [1])), lambda: a.fromlist([1, "x"]), lambda: a.fromlist((1,)), lambda: a.frombytes(b"abc"), lambda: a.frombytes("abc"), lambda: a.fromunicode("x"), lambda: a.tounicode(), lambda: hash(a), lambda: a < 5, lambda: a.__setitem__(9, 1), lambda: a.__setitem__(0, "x"), lambda: a.__setitem__(slice(0, 1), [1]), lambda: a.__setitem__(slice(0, 3, 2), array("i", [1])), lambda: a.__setitem__(slice(0, 1), array("b", [1])), lambda: a.insert(0, "x"), lambda: a.count("x"), lambda: a * "x", lambda: a.append(2 ** 40), lambda: a.nothing, lambda: a * 2 ** 62):
    check(wrong)
print(a)
m = memoryview(a)
for wrong in (lambda: a.append(1), lambda: a.extend([1]), lambda: a.pop(), lambda: a.clear(), lambda: a.__delitem__(0)):
    check(wrong)
m[0] = 77
print(m.format, m.itemsize, m[1], len(m), m.nbytes, m.readonly, m.tolist(), a)
m.release()
a.append(5)
print(a)
target = array("B", bytes(4))
print(io.BytesIO(b"xyz").readinto(target), target)
struct.pack_into("<H", target, 1, 513)
print(target, struct.unpack("<H", array("B", [1, 2])))
