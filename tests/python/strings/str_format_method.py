# str.format with positions, names, attributes and items.
class P:
    x, y = 1, [10, 20]


print("{} {}".format(1, "a"), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(b=2, a=1), "{{}} {}".format(5))
print("{0.x} {0.y[1]} {p.x}".format(P, p=P), "{0[key]} {0[2]}".format({"key": "v", 2: "int"}), "{[0]} {[1]}".format("ab", "cd"))
print("{!r} {!s} {!a}".format("q", "q", "中"), "{:>5}|{:<5}|{:^5}|{:*^7}".format(1, 2, 3, 4), "{:{}}|{:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2))
print("{:,} {:_} {:.1%} {:+} {:x} {:#b} {:08.3f} {:e}".format(1234567, 1234567, 0.256, 5, 255, 5, 3.14159, 1500.0))
print("{a}".format_map({"a": 1}), "{0:}".format(5), "{0!r:>6}".format("a"))
for template in ("{} {}", "{0} {}", "{} {0}", "{x}", "{", "}", "{0.z}", "{0[9]}", "{!x}", "{:d}", "{:5z}", "{!}", "{0!r"):
    try:
        print(template.format("s"))
    except Exception as error:
        print(type(error).__name__, "-", error)
