"""The text of a field with `=` has no comments."""

print(f"{1 + 2 = # a comment
}")
print(f"{[1, # one
2 # two
] = }")
x = 5
print(f"{x = !s:>4}", f"{x=:04}", f"{ x = }")
