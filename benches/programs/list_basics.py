"""Lists: append, index, slice, pop, reverse."""


def rounds(times):
    total = 0
    for n in range(times):
        numbers = []
        for i in range(1000):
            numbers.append(i ^ n)
        for i in range(0, 1000, 2):
            numbers[i], numbers[i + 1] = numbers[i + 1], numbers[i]
        middle = numbers[200:800]
        middle.reverse()
        while len(middle) > 300:
            total += middle.pop()
        total += sum(middle[::3]) + numbers[-1]
    return total


print(rounds(2200))
