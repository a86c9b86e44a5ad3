"""A for loop over range, adding."""


def sum_of_squares(limit):
    total = 0
    for i in range(limit):
        total += i * i & 1023
    return total


print(sum_of_squares(4_000_000))
