# A second exception while the first is handled.
def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return default_for(key)


def default_for(key):
    return int(key)


print(lookup({"a": 1}, "a"))
print(lookup({}, "5"))
print(lookup({}, "b"))
