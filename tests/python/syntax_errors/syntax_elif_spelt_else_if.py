x = 1
if x == 0:
    print("zero")
else if x == 1:
    print("one")
