# ChainMap, UserDict, UserList, UserString.
import copy
from collections import ChainMap, UserDict, UserList, UserString


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


defaults, config = {"color": "red", "user": "guest"}, {"user": "admin"}
c = ChainMap(config, defaults)
print(c, c["user"], c["color"], len(c), sorted(c), dict(c) == {"color": "red", "user": "admin"})
print(c.maps, c.parents, c.new_child(), c.new_child({"x": 1}), c.new_child(y=2))
c["new"] = 1
print(config, c.pop("new"), c.get("zz"), c.get("zz", 5), "color" in c, bool(ChainMap()))
print(c.popitem(), list(c.items()), list(ChainMap({"b": 1}, {"a": 2})))
print(c | {"w": 1}, {"w": 1} | c, c == dict(c), c.copy(), copy.copy(c))
c |= {"v": 2}
print(c, ChainMap.fromkeys("ab", 0), ChainMap.fromkeys(["q"]))
check(lambda: c["nothing"])
check(lambda: c.pop("color"))
check(lambda: c.__delitem__("color"))
check(lambda: ChainMap().popitem())


class DeepChainMap(ChainMap):
    def __missing__(self, key):
        return f"<{key}>"


print(DeepChainMap({})["x"])
c.clear()
print(c, c.maps)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


d = Lower({"Content": 1}, TYPE=2)
d.update(Length=3)
print(d, d["CONTENT"], d.data, len(d), "type" in d, d.get("Length"), list(d), d == {"content": 1, "type": 2, "length": 3})
print(d.copy(), type(d.copy()).__name__, d | {"X": 1}, {"y": 1} | d, d.pop("type"), d.setdefault("Q", 9))
check(lambda: d["no"])
check(lambda: UserDict(5))
print(UserDict.fromkeys("ab", 1), UserDict(), UserDict(None), repr(UserDict(a=1)))


class Missing(UserDict):
    def __missing__(self, key):
        return key * 2


print(Missing()["ab"], "ab" in Missing())

l = UserList([3, 1, 2])
l.append(5)
l += [4]
l.sort()
print(l, l[0], l[1:3], type(l[1:3]).__name__, l + [9], [0] + l, l * 2, 2 * l, len(l), 3 in l, l.index(3), l.count(1))
l.insert(0, "a")
l.remove(5)
l.reverse()
print(l, l.pop(), l.data, l.copy(), UserList(l) == l, UserList([1]) < [2], UserList("abc"), list(reversed(l)))
l[0] = 7
del l[1:]
l.extend(UserList([8]))
print(l)
l.clear()
print(l, bool(l))
check(lambda: l[0])
check(lambda: UserList([1]).remove(2))

s = UserString("Hello")
print(s, repr(s), s.upper(), type(s.upper()).__name__, s + " w", "w " + s, s * 2, s[0], s[1:3], len(s), "ell" in s, s == "Hello")
print(s.replace("l", "L"), s.split("l"), s.join(["a", "b"]), s.center(11, "*"), s.find("l"), s.startswith("He"), hash(s) == hash("Hello"), s < "Z")
print(int(UserString("42")), float(UserString("1.5")), s.data, UserString(5), s.encode(), "%s" % s, UserString("%d") % 5, s.isalpha(), s.swapcase(), s.partition("l"), s.zfill(7), s.count("l"), sorted(s))
print(s.casefold(), s.title(), s.ljust(7, "."), s.rjust(7), s.strip("H"), s.removeprefix("He"), s.removesuffix("lo"), s.format(), s.rindex("l"), s.translate({ord("l"): "1"}), s.expandtabs(), s.splitlines())
check(lambda: UserString("a") + 5)
