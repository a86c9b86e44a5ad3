# Replacing parts and characters.
print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "banana".replace("x", "y"), "banana".replace("an", ""))
print("abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "aaa".replace("aa", "b"), "abc".replace("b", "b", 0))
print("a中b".replace("中", "文字"), "aaa".replace("a", "b", count=1), "aaa".replace("a", "b", -1))
table = str.maketrans("abc", "xyz")
print("aabbccdd".translate(table), table)
print("hello".translate(str.maketrans("l", "L", "h")), str.maketrans({"a": "1", 98: None, "c": 99}))
print("abcd".translate({97: "AA", 98: None, 99: 100}), "中文".translate(str.maketrans("中", "外")))
for action in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(5),
               lambda: "a".replace("a"), lambda: "a".replace(1, 2)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
