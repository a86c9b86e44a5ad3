# The loop follows the index.
s = [1, 2, 3, 4, 5]
for n in s:
    if n == 2:
        s.remove(n)
    print(n, end=" ")
print(s)
s = [1, 2]
for n in s:
    if len(s) < 6:
        s.append(n * 10)
print(s)
s = [1, 2, 3]
for n in s[:]:
    s.remove(n)
print(s)
s = [1, 2, 3, 4]
for i in range(len(s) - 1, -1, -1):
    if s[i] % 2 == 0:
        del s[i]
print(s)
it = iter([1, 2, 3])
print(next(it), list(it), list(it))
s = [1, 2, 3]
it = iter(s)
next(it)
s.clear()
print(list(it))
s.extend("abc")
print(list(it))
