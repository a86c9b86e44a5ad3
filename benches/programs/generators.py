"""Generator functions, generator expressions and send()."""


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def only_odd(source):
    for n in source:
        if n % 2:
            yield n


def average():
    total = count = 0
    value = yield 0
    while True:
        total += value
        count += 1
        value = yield total // count


print(sum(only_odd(numbers(1_200_000))))
print(sum(n * n for n in numbers(700_000)) % 1_000_007)
running = average()
next(running)
result = 0
for n in range(300_000):
    result = running.send(n)
print(result)
