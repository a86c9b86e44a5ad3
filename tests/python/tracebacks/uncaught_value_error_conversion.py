# int of a text that is no number.
def read(text):
    return int(text.strip())


def read_all(texts):
    result = []
    for text in texts:
        result.append(read(text))
    return result


print(read_all(["1", " 2 "]))
print(read_all(["3", "four"]))
