# A counter that is not declared global.
count = 0


def increase():
    count += 1
    return count


print(increase())
