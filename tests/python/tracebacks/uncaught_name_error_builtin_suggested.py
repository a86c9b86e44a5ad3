# A built-in name with a typing error.
for i in range(2):
    print("line", i)
pritn("last")
