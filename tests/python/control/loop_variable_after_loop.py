# The loop variable stays; iterables are evaluated once.
for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
for i in "ab":
    i = i * 2
    print(i, end=" ")
print(i)


def items():
    print("evaluated once", end=" ")
    return [1, 2]


for n in items():
    print(n, end=" ")
print()
for x in [1, 2]:
    for x in "ab":
        pass
    print(x, end=" ")
print()
for k, v in {"a": 1}.items():
    print(k, v)
for i, in [(1,), (2,)]:
    print(i, end=" ")
for a, (b, *c) in [(1, (2, 3, 4))]:
    print(a, b, c)
for d in ({},):
    for d["key"] in range(3):
        pass
    print(d)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
try:
    for a, b in [1]:
        pass
except TypeError as error:
    print(error)
try:
    for unset in ():
        pass
    unset
except NameError as error:
    print(error)
