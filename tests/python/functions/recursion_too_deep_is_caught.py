# Endless recursion raises an exception that can be caught.
def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__, "-", error)
    print(isinstance(error, RuntimeError))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(500))
try:
    depth(10 ** 6)
except RecursionError:
    print("too deep")
print(depth(500))
