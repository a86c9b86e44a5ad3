# The operator is marked under the division.
def average(values):
    total = sum(values)
    return total / len(values)


print(average([1, 2, 3]))
print("next")
print(average([]))
