# The else clause of for runs if the loop was not broken off.
def find(items, wanted):
    for item in items:
        if item == wanted:
            print("found", item, end="; ")
            break
    else:
        print("missing", wanted, end="; ")
    print("done")


find([1, 2, 3], 2)
find([1, 2, 3], 9)
find([], 1)
for n in range(3):
    continue
else:
    print("else after continue")
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()


def f():
    for n in range(3):
        if n == 1:
            return "returned"
    else:
        return "else"


print(f())
for n in []:
    pass
else:
    n = "set in else"
print(n)
