# Every sequence type has slices of its own type.
print("abcdef"[1:4], "abcdef"[::-1], "中文字符"[1:3], "abc"[5:], repr("abc"[2:1]))
print((1, 2, 3, 4)[1:3], (1, 2, 3)[::-1], (1,)[1:])
print(range(10)[2:8], range(10)[::2], range(10)[::-1], range(0, 100, 7)[2:5], range(5)[9:])
print(b"abcdef"[1:4], b"abc"[::-1], bytearray(b"abc")[1:])
print("racecar" == "racecar"[::-1])
t = (1, 2, 3)
print(t[:] is t, "abc"[:] == "abc")
try:
    {1: 2}[0:1]
except (TypeError, KeyError) as error:
    print(type(error).__name__, error)
try:
    set("ab")[0:1]
except TypeError as error:
    print(error)
try:
    t[0:2] = (5,)
except TypeError as error:
    print(error)
try:
    del "abc"[0:1]
except TypeError as error:
    print(error)
