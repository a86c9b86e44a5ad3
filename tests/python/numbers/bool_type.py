# bool is a kind of int with its own text.
print(True, False, repr(True), str(False), int(True), bool(), bool(0), bool(0.0), bool(""), bool([]), bool(()), bool({}), bool(None), bool(range(0)))
print(bool("0"), bool([0]), bool(-1), bool(0.1), bool(" "), bool(print), bool(int), not 0, not "x", not not 5)
print(True and 5, 0 or "x", True & 3, True + 0.5, True << 3, 5 > 3 == True, (5 > 3) == True, True ** False, divmod(True, 2))
print(isinstance(True, int), type(True + 0).__name__, ["no", "yes"][True], "ab" * True, f"{True} {True:d} {True:5}|{True!r:>6}", "%d %s" % (True, True))
print(True.real, True.bit_length(), (True).__class__.__name__, bool.__name__, True < 2, sorted([True, False]), True.as_integer_ratio())
try:
    bool(1, 2)
except TypeError as error:
    print(error)
try:
    bool(x=1)
except TypeError as error:
    print(error)
