# Slices of a list with every combination of signs.
s = list(range(10))
print(s[2:5], s[:3], s[7:], s[:], s[-3:], s[:-7], s[-4:-1])
print(s[::2], s[1::3], s[::-1], s[::-3], s[8:2:-2], s[2:8:-1], s[-2:-8:-2])
print(s[5:2], s[100:], s[:100], s[-100:3], s[3:-100:-1], s[100::-4])
print(s[None:None:None], s[None:4], s[True:3], s[4:False:-1])
print(s[slice(1, 4)], s[slice(None, None, 3)], s[slice(3)])
print(s[:0], s[0:0], s[-1:0], s[0:-1:5], s[::100], s[::-100])
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[1.0:2]
except TypeError as error:
    print(error)
try:
    s["a":]
except TypeError as error:
    print(error)
