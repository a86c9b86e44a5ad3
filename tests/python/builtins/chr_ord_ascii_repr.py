# Characters and their numbers.
print(ord("a"), ord("中"), ord("😀"), ord("\0"), ord(b"a"), chr(97), chr(20013), chr(128512), repr(chr(0)), repr(chr(0x10FFFF)), repr(chr(0xD800)))
print(repr("a"), repr("中"), ascii("中a"), ascii("é\n"), ascii("😀"), ascii([1, "ñ"]), repr(None), repr(...), repr(print), repr(int), repr(NotImplemented))
print([chr(ord("a") + i) for i in range(5)], "".join(chr((ord(c) - 97 + 3) % 26 + 97) for c in "xyz"), ord("b") - ord("a"), chr(True) == "\x01")
for action in (lambda: ord(""), lambda: ord("ab"), lambda: ord(1), lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0), lambda: ord(b"ab"), lambda: chr(), lambda: ord(None), lambda: chr(10 ** 30), lambda: ord([1])):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, "-", error)
