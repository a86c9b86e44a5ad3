# Loops over sets of ints and changing them in the loop.
print([n for n in {3, 1, 2}], sum({1, 2, 3}), max({5, 9, 2}), sorted({10, -1, 5}), list(enumerate({7})), any({0}), all({1, 2}))
s = {1, 2, 3}
try:
    for n in s:
        s.add(n + 10)
except RuntimeError as error:
    print(error)
s = {1, 2, 3}
try:
    for n in s:
        s.discard(n)
except RuntimeError as error:
    print(error)
s = {1, 2, 3}
for n in list(s):
    if n != 2:
        s.remove(n)
print(s)
seen, doubles = set(), []
for n in [1, 2, 1, 3, 2, 1]:
    if n in seen:
        doubles.append(n)
    seen.add(n)
print(doubles, seen)
a, *b = {5}
print(a, b)
sieve = set(range(2, 50))
for n in range(2, 8):
    sieve -= set(range(n * n, 50, n))
print(sorted(sieve))
