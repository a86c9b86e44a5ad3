"""Sorting integers, floats and strings without a key."""


def noise(count):
    seed = 12345
    numbers = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        numbers.append(seed)
    return numbers


numbers = noise(60_000)
total = 0
for turn in range(9):
    ordered = sorted(numbers[turn:])
    total += ordered[1000] % 1000 + ordered[-1] % 1000
    floats = [n / 7 for n in numbers[: 20_000 + turn]]
    floats.sort(reverse=True)
    total += int(floats[500]) % 1000
    words = [str(n) for n in numbers[: 15_000 + turn]]
    words.sort()
    total += int(words[700]) % 1000
print(total)
