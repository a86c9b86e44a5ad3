# Branches and truth values.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


print([kind(n) for n in (-1, 0, 5, 10)])
for value in (0, 1, "", "0", [], [0], {}, (), None, 0.0, float("nan"), "False", range(0), b""):
    if value:
        print(repr(value), "true", end="; ")
    else:
        print(repr(value), "false", end="; ")
print()
if True: print("one line")
if 0: print("never")
elif 1: print("elif"); print("two statements")
x = 5
if x > 3:
    if x > 10:
        print("inner")
    else:
        pass
elif x > 1:
    print("never")
print("a" if x > 10 else "b" if x > 4 else "c")
