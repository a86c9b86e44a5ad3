# x if c else y.
for n in (-1, 0, 1):
    print("neg" if n < 0 else "pos" if n > 0 else "zero", (n or "z") if n else -n, end="; ")
print()


def loud(x):
    print("loud", x, end=" ")
    return x


print(loud("a") if loud(0) else loud("b"))
print([i if i % 2 else -i for i in range(5)], (1 if True else 2) + 3, 1 if True else 2 + 3, (lambda: 1 if 0 else 2)())
print((1, 2) if "" else (3, 4), {"k": 1 if [] else 2}, "yes" if "x" in "xyz" else "no", not 1 if 1 else 2, [1, 2][True if 0 else False])
x = y = None
x = 5 if x is None else x
y = (x := x + 1) if x else 0
print(x, y, *([1] if x else [2]), f"{'even' if x % 2 == 0 else 'odd'}")
