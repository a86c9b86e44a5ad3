# A method name with a typing error.
words = ["a", "b"]
words.append("c")
print(words)
words.apend("d")
