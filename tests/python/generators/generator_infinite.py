# Endless generators used lazily.
def naturals(n=0):
    while True:
        yield n
        n += 1


def take(n, items):
    for _, item in zip(range(n), items):
        yield item


def primes():
    found = []
    for n in naturals(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print(list(take(5, naturals())))
print(list(take(10, primes())))
print(list(take(12, fibonacci())))
for f in fibonacci():
    if f > 1000:
        print(f)
        break
