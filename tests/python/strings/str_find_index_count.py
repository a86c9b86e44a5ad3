# Searching.
s = "banana"
print(s.find("an"), s.rfind("an"), s.find("x"), s.find(""), s.rfind(""), s.find("an", 2), s.find("an", 2, 4))
print(s.index("na"), s.rindex("na"), s.find("a", -2), s.find("", 10), s.find("", 6))
print(s.count("a"), s.count("an"), s.count("ana"), s.count(""), s.count("a", 2), s.count("a", 2, 4), "".count(""))
print("中文中文".find("文"), "中文中文".rfind("中"), "中文中文".count("中文"))
for action in (lambda: s.index("x"), lambda: s.rindex("x"), lambda: s.find(5), lambda: s.count(), lambda: s.find("a", "b")):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
