# Strings to and from other types.
print(list("abc"), tuple("ab"), sorted(set("hello")), dict.fromkeys("aab", 0), list(enumerate("ab")))
print(int("42"), int("-7"), int(" 5 "), float("2.5"), float("1e3"), bool("False"), list(map(int, "123")))
print([ord(c) for c in "Aa0 "], "".join(chr(n) for n in (72, 105)), "".join(reversed("abc")), " ".join("abc"))
print(list(zip("abc", "xy")), [c + d for c in "ab" for d in "xy"], "".join(sorted("banana")))
words = "the quick brown the lazy the".split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts, key=lambda w: (-counts[w], w)))
print(eval("'a' + 'b'"), repr("x"), eval(repr("it's \n")) == "it's \n", ascii("é"), str(["it's"]))
a, b, c = "abc"
print(a, b, c, *"xyz", sep=",")
