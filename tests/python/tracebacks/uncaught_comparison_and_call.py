# Comparison operators and calls get different marks.
def compare(a, b):
    return a < b


print(compare(1, 2))
print(max([compare(3, 4), compare("a", 5)]))
