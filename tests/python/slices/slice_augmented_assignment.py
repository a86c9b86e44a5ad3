# Augmented assignment to slices.
s = [1, 2, 3, 4]
s[1:3] += ["x"]
print(s)
s[:2] *= 2
print(s)
s[-1:] += "ab"
print(s)
t = [[0] * 2] * 2
t[0][:] = [1, 1]
print(t)
n = [5, 6]
n[:] += n
print(n)
try:
    n[0:1] += 5
except TypeError as error:
    print(error)
print(n)
try:
    n[0] += "x"
except TypeError as error:
    print(error)
print(n)
