# Statements that do nothing much.
pass
...
"a string statement"
1 + 1
[print("evaluated")]


def empty():
    pass


def dots(): ...


class Nothing: pass


class Dots: ...


print(empty(), dots(), Nothing().__dict__, Dots.__name__, ..., type(...).__name__)
for _ in range(2): pass
while False: pass
if True: pass
else: pass
try: pass
except: pass
finally: pass
x = 1; y = 2; print(x, y);
z = (1 +
     2); print(z)
w = 1 + \
    2
print(w, [
    1,
    2,
], {
    "k": 1,
}, (
    "tuple",
))
