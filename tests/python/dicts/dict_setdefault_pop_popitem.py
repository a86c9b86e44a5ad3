# Methods that read and change at once.
d = {}
print(d.setdefault("a", []), d.setdefault("a", 5), d.setdefault("b"), d)
d.setdefault("a", []).append(1)
d.setdefault("c", []).append(2)
print(d)
print(d.pop("b"), d.pop("zz", None), d.popitem(), d)
groups = {}
for word in "apple avocado bean cherry blueberry".split():
    groups.setdefault(word[0], []).append(word)
print(groups)
while groups:
    print(groups.popitem())
print(d.clear(), d)
try:
    d.popitem()
except KeyError as error:
    print(error)
try:
    d.setdefault()
except TypeError as error:
    print(error)
try:
    d.popitem(1)
except TypeError as error:
    print(error)
