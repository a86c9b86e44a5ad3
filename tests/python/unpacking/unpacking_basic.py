# Several targets at once.
a, b = 1, 2
print(a, b)
a, b = b, a
print(a, b)
(c, d), [e] = (3, 4), [5]
print(c, d, e)
x, y, z = "xyz"
print(x, y, z)
p = q = r = []
p.append(1)
print(q, r is p)
i, = [7]
print(i)
[j, k] = {1: "a", 2: "b"}
print(j, k)
m, n = range(2)
print(m, n)
s, t = {"k": 1}.popitem()
print(s, t)
() = ()
[] = []
print("empty targets are fine")
