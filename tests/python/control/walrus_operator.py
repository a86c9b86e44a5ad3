# Assignment expressions.
if (n := len("hello")) > 3:
    print(n)
print((x := 5) + x, x)
items = [1, 2, 3, 4]
while (item := items.pop()) > 2:
    print("popped", item)
print(item, items)
print([y := 1, y + 1, y], y)
values = {"a": 1}
if (v := values.get("b")) is None:
    print("none", v)


def f(a, b=(c := 7)):
    return a + b


print(f(1), c, f(d := 2), d)
print((z := 1, 2), z)
print(any((w := word).startswith("b") for word in ["a", "bc", "bd"]), w)
total = 0
print([(total := total + i) for i in range(4)], total)
print(f"{(q := 3)} {q}", (lambda: (m := 4) + m)())
print(not (k := 0), k, (j := 5) if True else None, j)
