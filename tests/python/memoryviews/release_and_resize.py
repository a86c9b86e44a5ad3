"""A released view says so; a bytearray that is looked at keeps its size."""

data = bytearray(b"abc")
m = memoryview(data)
for act in (lambda: data.append(1), lambda: data.extend(b"x"), lambda: data.clear(), lambda: data.pop(), lambda: data.__delitem__(0),
            lambda: data.insert(0, 1), lambda: data.__iadd__(b"x"), lambda: data.__setitem__(slice(0, 1), b"long")):
    try:
        act()
        print("changed")
    except BufferError as error:
        print(error)
data[0] = 1
data[0:2] = b"xy"
part = m[1:]
m.release()
m.release()
for act in (lambda: m[0], lambda: len(m), lambda: m.tobytes(), lambda: m.format, lambda: list(m), lambda: m == b"x", lambda: m[0:1]):
    try:
        print(act())
    except ValueError as error:
        print(error)
print(part.tobytes(), repr(m).split(" at ")[0])
try:
    data.append(1)
except BufferError as error:
    print(error)
part.release()
data.append(33)
print(data)
with memoryview(data) as view:
    print(view[0])
try:
    view[0]
except ValueError as error:
    print(error)
