# The commonest slip of all: writing a number.
total = 17
with open("total.txt", "w") as f:
    f.write("total: ")
    f.write(total)
