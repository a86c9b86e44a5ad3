# readlines(hint) stops after the line that reaches the hint.
with open("a.txt", "w") as f:
    f.write("one\ntwo\nthree\nfour\n")
for hint in [None, -1, 0, 1, 4, 5, 8, 9, 1000]:
    with open("a.txt") as f:
        print(hint, f.readlines(hint), repr(f.read()))
with open("a.txt", "rb") as f:
    print(f.readlines(6), f.readlines())
try:
    open("a.txt").readlines("x")
except TypeError as error:
    print(error)
