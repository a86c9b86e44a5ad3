name = "Li
print(name)
