# insert never fails because of the index.
for index in (0, 1, 2, 3, 4, 99, -1, -2, -3, -4, -99, True):
    s = ["a", "b", "c"]
    s.insert(index, "X")
    print(index, s)
