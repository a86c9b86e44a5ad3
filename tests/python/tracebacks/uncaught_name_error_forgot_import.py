# A module of the standard library that was not imported.
print("area")
print(math.pi * 4)
