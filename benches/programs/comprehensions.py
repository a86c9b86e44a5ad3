"""List, set, dict and nested comprehensions."""


def rounds(times):
    total = 0
    for n in range(times):
        squares = [i * i for i in range(600)]
        odd = [s + n for s in squares if s % 2]
        table = {i: s for i, s in enumerate(odd) if i % 3}
        ends = {s % 100 for s in odd}
        grid = [(x, y) for x in range(20) for y in range(20) if x != y]
        turned = [[row[i] for row in (squares[:5], squares[5:10])] for i in range(5)]
        total += len(table) + len(ends) + len(grid) + sum(odd) % 1000 + turned[4][1]
    return total


print(rounds(2_200))
