# The expression inside a comprehension fails.
texts = ["1", "2", "x"]
numbers = [int(t) * 2 for t in texts]
print(numbers)
