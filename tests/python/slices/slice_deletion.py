# del with slices and items.
def without(part, n=10):
    s = list(range(n))
    try:
        del s[part]
    except (IndexError, TypeError, ValueError) as error:
        return f"{type(error).__name__} {error}"
    return s


print(without(slice(2, 5)))
print(without(slice(None)))
print(without(slice(None, None, 2)))
print(without(slice(None, None, -3)))
print(without(slice(8, 1, -3)))
print(without(slice(5, 2)))
print(without(slice(100, 200)))
print(without(slice(-3, None)))
print(without(0), without(-1, 3))
print(without(10), without(-11))
print(without("a"), without(1.5))
print(without(slice(None, None, 0)))
