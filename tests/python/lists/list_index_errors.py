# Reading, writing and deleting outside the list.
s = [1, 2, 3]
print(s[0], s[-1], s[-3], s[True])
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: s[3])
outcome(lambda: s[-4])
outcome(lambda: s["0"])
outcome(lambda: s[1.0])
outcome(lambda: s[None])
outcome(lambda: s[1, 2])
outcome(lambda: s[10 ** 30])
outcome(lambda: [][0])
outcome(lambda: s.__setitem__(3, 0))
outcome(lambda: s.__delitem__(-4))
try:
    s[5] = 0
except IndexError as error:
    print(error)
try:
    del s[5]
except IndexError as error:
    print(error)
try:
    s["a"] = 1
except TypeError as error:
    print(error)
s[-1] = "last"
print(s)
