# Nothing similar is known.
x = 1
print(x + completely_unknown)
