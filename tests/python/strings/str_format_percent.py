# The % operator.
print("%s %d %f %r %%" % ("a", 5, 1.5, "q"))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%#x|%#o" % (42, 42, 42, 42, 42, 255, 255, 8, 255, 8))
print("%.2f|%8.3f|%-8.1f|%e|%.0f|%g|%g|%G" % (3.14159, 2.5, 2.5, 12345.678, 2.5, 0.0001, 1e20, 1e-10))
print("%s" % "one", "%s" % 5, "%s" % [1], "%s" % None, "%s" % {"a": 1}, "%s %s" % (1, (2,)))
print("%(name)s is %(age)d" % {"name": "Li", "age": 9, "extra": 1}, "%5s|%-5s|%.2s" % ("ab", "ab", "abcdef"))
print("%c%c" % ("a", 98), "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%a" % "中", "%i %u" % (3, 4), "%d" % 3.99, "%d" % True)
for template, values in (("%d", "x"), ("%s %s", 1), ("%s", (1, 2)), ("%z", 1), ("%", 1), ("%(a)s", 5), ("%(a)s", {}),
                         ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%f", "x"), ("abc", 5), ("abc", [])):
    try:
        print(template % values)
    except Exception as error:
        print(type(error).__name__, "-", error)
