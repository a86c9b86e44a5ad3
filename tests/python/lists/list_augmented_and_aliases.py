"""+= and *= change a list for all its names, + and * make new ones."""

a = b = [1]
a += [2]
print(b, a is b)
a = a + [3]
print(b, a, a is b)
a *= 2
print(a)
b *= 0
print(b, a)
c = [[]] * 3
c[0].append(1)
print(c, [[] for _ in range(3)])
d = [1, 2]
d += d
print(d)
d.extend(iter(d[:2]))
print(d)
d += "xy"
d += {5: 6}
d += (x for x in [7])
print(d)
for act in (lambda: [1] + (2,), lambda: [1] * 1.5, lambda: [1] * "x", lambda: [1].__iadd__(5), lambda: [1] - [1], lambda: [1] * -3, lambda: 2 * [0],
            lambda: [1].extend(None), lambda: [1] + None, lambda: [0] * (2**62)):
    try:
        print(act())
    except (TypeError, MemoryError, OverflowError) as error:
        print(type(error).__name__, error)
e = (1, [2])
try:
    e[1] += [3]
except TypeError as error:
    print(error, e)
