# An assertion that is always true.
assert (1 > 2, "never fails")
print("passed")
