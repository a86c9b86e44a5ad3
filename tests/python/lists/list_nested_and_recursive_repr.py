# Lists in lists, lists that contain themselves.
s = [1, [2, [3, []]], (4,), {"k": [5]}]
print(s, s[1][1][0], s[3]["k"][0])
s[1][1][1].append("deep")
print(s)
r = [1]
r.append(r)
print(r, r[1] is r, r[1][1][1][0], len(r))
d = {"self": None}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
a, b = [], []
a.append(b)
b.append(a)
print(a, repr([]), [[]], [None, True, 1.5, "q\n", b"b"])
try:
    r == [1, r] or print("compared")
    print("equal")
except RecursionError:
    print("RecursionError")
