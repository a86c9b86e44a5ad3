# With another step the lengths must agree.
s = list(range(8))
s[::2] = "abcd"
print(s)
s[::-2] = [1, 2, 3, 4]
print(s)
s[6:1:-2] = ["x", "y", "z"]
print(s)


def attempt(part, values):
    try:
        s[part] = values
        print(s)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)


attempt(slice(None, None, 2), [1, 2])
attempt(slice(None, None, 3), "abcd")
attempt(slice(0, 0, 2), [])
attempt(slice(0, 0, 2), [1])
attempt(slice(None, None, 0), [1])
attempt(slice(None, None, -1), 5)
attempt(slice(None, None, -1), s[:])
