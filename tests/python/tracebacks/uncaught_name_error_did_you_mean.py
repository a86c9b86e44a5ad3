# A name with a typing error.
numbers = [3, 1, 2]
print("length", len(numbers))
total = sum(nubmers)
print(total)
