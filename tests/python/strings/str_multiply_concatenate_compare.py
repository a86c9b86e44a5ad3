# Operators on strings.
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 5, "-" * 10, "中" * 3)
s = "a"
s += "b"
s *= 2
print(s)
print("a" + "b" + "c", "" + "", "x" == "x", "x" != "y", "a" < "B", "10" < "9", "abc" > "ab")
print(max("hello"), min("hello"), sorted("hello"), "b" in "abc", list(reversed("abc")))
print(str(5) + "5", str(None), str([1, "a"]), str(True), str(1.0), str(), str("x"), str(b"x"))
print(str(b"abc", "ascii"), str(object=5), str(b"\xe4\xb8\xad", encoding="utf-8"))
print(hash("a") == hash("a"), "a" != None, bool(""), bool(" "))
try:
    str(5, "ascii")
except TypeError as error:
    print(error)
try:
    str(b"\xff", "ascii")
except UnicodeDecodeError as error:
    print(error)
