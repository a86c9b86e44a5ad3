# += on an item raises but the list has changed.
t = (1, [2])
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    t[1] += [3]
except TypeError as error:
    print(error)
print(t)
try:
    del t[0]
except TypeError as error:
    print(error)
u = t
t += (4,)
print(t, u, t is u)
t *= 2
print(t)
