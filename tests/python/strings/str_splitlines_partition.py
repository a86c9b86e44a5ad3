# Lines and the three parts around a separator.
print("a\nb\r\nc\rd".splitlines(), "a\n\nb\n".splitlines(), "".splitlines(), "\n".splitlines())
print("a\nb\r\n".splitlines(True), "a\nb".splitlines(keepends=True), "a\x0bb\x0cc\x1cd\u2028e\x85f".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
print("a::b".partition("::"), "=".partition("="), "".partition("x"))
for action in (lambda: "a".partition(""), lambda: "a".partition(5), lambda: "a".rpartition("")):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
