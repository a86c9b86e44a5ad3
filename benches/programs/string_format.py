"""Text from values: f-strings, % and format()."""


def rounds(times):
    total = 0
    for n in range(times):
        name = f"item{n}"
        price = n * 0.25
        total += len(f"{name:<12}|{n:6d}|{price:>10.2f}|{n:x}")
        total += len("%s costs %.3f (%d%%)" % (name, price, n % 100))
        total += len("{0} {1!r} {2:,}".format(n, name, n * 1000))
        total += len(str(price)) + len(repr(name))
    return total


print(rounds(110_000))
