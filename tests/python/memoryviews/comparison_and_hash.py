"""Views compare by items; only views of bytes that cannot change have a hash."""

import array

a = memoryview(b"abc")
print(a == b"abc", b"abc" == a, a == bytearray(b"abc"), a == memoryview(b"abd"), a != "abc", a == "abc", a[::-1] == b"cba")
print(hash(a) == hash(b"abc"), {a: 1}[b"abc"])
for wrong in (memoryview(bytearray(b"x")), memoryview(array.array("i", [1]))):
    try:
        hash(wrong)
    except (ValueError, TypeError) as error:
        print(error)
print(memoryview(array.array("i", [1, 2])) == array.array("i", [1, 2]), memoryview(array.array("i", [1])) == array.array("b", [1]))
for op in ("a < b'b'", "a + b'x'", "a * 2", "a and 1"):
    try:
        print(op, eval(op))
    except TypeError as error:
        print(op, error)
print(97 in a, b"a" in a, list(reversed(a)), a.index(98), a.count(99)) if hasattr(a, "index") else print(97 in a, list(reversed(a)))
print(a.tobytes("C"), a.hex(), a.hex("-"), a.hex(":", 2), bytes(a), a.toreadonly().readonly, a.contiguous, a.obj)
