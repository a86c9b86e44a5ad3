# An unknown escape stays as it is, with a warning.
pattern = "\d+\."
print(pattern, len(pattern))
