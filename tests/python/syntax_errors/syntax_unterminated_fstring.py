name = "Li"
print(f"hello {name)
