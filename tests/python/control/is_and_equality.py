# is, is not, ==, in.
a = b = [1]
c = [1]
print(a is b, a is c, a is not c, a == c, None is None, None == 0, None == False, not None, None is not False)
print(1 == 1.0, "1" == 1, [] == (), {} == set(), True == 1, "a" != b"a", [1, [2]] == [1, [2]], (1, 2) != (2, 1))
print(1 in [1.0], None in [None], [] in [[]], "ab" in "cab", "" in "", 3 in range(5), "k" in {"k": 0}, 0 in {"k": 0}, (1,) in {(1,): 2}, not 1 in [2], 1 not in [2])


class Always:
    def __eq__(self, other):
        return True


class Never:
    def __eq__(self, other):
        return False


n = Never()
print(Always() == 5, 5 == Always(), n == n, n is n, n in [n], [n] == [n], Always() in [], 5 in [Always()], Always() != 1)
try:
    1 in None
except TypeError as error:
    print(error)
