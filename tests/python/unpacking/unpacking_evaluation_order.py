# Left targets are assigned from left to right.
def index(n):
    print("index", n, end=" ")
    return n


def value(n):
    print("value", n, end=" ")
    return n


items = [0, 0, 0]
items[index(2)], items[index(0)] = value(5), value(6)
print(items)
a = b = items[index(1)] = value(7)
print(a, b, items)
items[index(0)] += value(1)
print(items)
x = y = [n := 3, n + 1]
print(x is y, n)
for i, items[i] in enumerate("abc"):
    print(items)
