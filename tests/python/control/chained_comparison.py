# Chains evaluate each operand once and stop early.
def v(n):
    print("v", n, end=" ")
    return n


print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 0, 1 == 1 == 1, 1 != 2 != 1, 3 > 2 >= 2 > 1, 1 < 2 == 2, "a" < "b" <= "b")
print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(v(1) < v(5) > v(9) < v(10))
print(1 in [1] == True, (1 in [1]) == True, 1 < 2 in [2], not 1 == 2, not 1 < 2 < 3)
print(False == False in [False], (False == False) in [False], 1 == 1.0 == True)
print(2 < 1 < "never compared")
try:
    1 < 2 < "x"
except TypeError as error:
    print(error)
x = 5
print(0 <= x <= 9, 0 <= x and x <= 9, x == 5 != 6, x < 10 and x > 2 or "no")
