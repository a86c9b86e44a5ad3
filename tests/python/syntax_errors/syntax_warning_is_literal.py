# Warnings of the compiler come first; the program runs.
x = 5
print("running")
print(x is 5)
