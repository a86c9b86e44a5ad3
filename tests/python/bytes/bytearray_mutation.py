# A bytearray can be changed.
a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"."
print(a, len(a), a[0], a.decode())
a[1:3] = b"EY"
del a[-1]
a.insert(0, 62)
print(a, a.pop(), a.pop(0), a)
a.remove(ord("l"))
a.reverse()
print(a, a.copy() is a, bytes(a), a == bytes(a), a.find(b"o"), a.upper())
a[::2] = b"1" * len(a[::2])
print(a, bytearray(3), bytearray("é", "utf-8"), a * 2, a + b"x", b"x" + a)
a.clear()
print(a, bool(a), type(b"x" + bytearray(b"y")).__name__)
for action in (lambda: a.append(256), lambda: a.append("x"), lambda: a.pop(), lambda: a.remove(1), lambda: hash(a), lambda: a.extend("x"), lambda: a.index(5)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
try:
    a[0] = 5
except IndexError as error:
    print(error)
