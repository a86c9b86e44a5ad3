# A lambda and a sort key.
words = ["b", "a", 3]
print(sorted(words, key=lambda w: w.lower()))
