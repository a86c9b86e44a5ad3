# Assigning to a slice with step 1 changes the length freely.
s = [0, 1, 2, 3, 4]
s[1:3] = ["a", "b", "c"]
print(s)
s[1:4] = []
print(s)
s[2:2] = [10, 11]
print(s)
s[:0] = "xy"
print(s)
s[len(s):] = (7, 8)
print(s)
s[:] = range(3)
print(s)
s[-1:] = (n for n in "ab")
print(s)
s[5:100] = [1]
print(s)
s[3:1] = ["inserted at 3"]
print(s)
s[1:1] = s
print(s)
try:
    s[0:1] = 5
except TypeError as error:
    print(error)
