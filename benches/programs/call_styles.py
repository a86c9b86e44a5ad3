"""Calls with defaults, keywords, *args and **kwargs."""


def plain(a, b=2, c=3):
    return a + b * c


def gather(*args, **kwargs):
    return len(args) + len(kwargs)


def forward(*args, **kwargs):
    return plain(*args, **kwargs)


def strict(a, /, b, *, c=1):
    return a - b + c


def rounds(times):
    total = 0
    pair = (1, 2)
    options = {"c": 4}
    for n in range(times):
        total += plain(n) + plain(n, 1) + plain(n, c=5)
        total += plain(*pair) + plain(n, **options)
        total += gather(n, 1, 2, x=3, y=4)
        total += forward(n, 7, c=1)
        total += strict(n, b=1, c=2)
    return total


print(rounds(250_000))
