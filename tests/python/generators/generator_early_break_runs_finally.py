# Leaving a loop drops the generator, which runs its finally.
def numbers():
    try:
        for i in range(10):
            yield i
    finally:
        print("cleanup")


for n in numbers():
    if n == 2:
        print("breaking")
        break
print("after loop")


def first(items):
    for item in items:
        return item


print(first(numbers()))
g = numbers()
print(next(g))
del g
print("after del")
g = numbers()
print(next(g))
g = None
print("end")
