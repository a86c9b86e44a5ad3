# A number in a for loop.
n = 5
for i in n:
    print(i)
