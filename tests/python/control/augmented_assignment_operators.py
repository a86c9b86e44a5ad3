# Every operator with names.
n = 7
n += 3; print(n, end=" ")
n -= 1; print(n, end=" ")
n *= 4; print(n, end=" ")
n //= 5; print(n, end=" ")
n **= 2; print(n, end=" ")
n %= 10; print(n, end=" ")
n <<= 3; print(n, end=" ")
n >>= 1; print(n, end=" ")
n |= 3; print(n, end=" ")
n &= 14; print(n, end=" ")
n ^= 5; print(n, end=" ")
n /= 2; print(n)
s = "a"
s += "b"
s *= 3
s %= ()
print(s)
t = "%d-%s"
t %= (1, "x")
print(t)
a = b = [1]
a += (2,)
a *= 2
print(b, a is b)
c = d = (1,)
c += (2,)
print(d, c)
e = {1}
e |= {2}
e -= {1}
print(e)
try:
    n += "x"
except TypeError as error:
    print(error)
try:
    a += None
except TypeError as error:
    print(error)
try:
    s -= "a"
except TypeError as error:
    print(error)
