# Which of __repr__ and __str__ is used where.
class Both:
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "(str)"


class OnlyRepr:
    def __repr__(self):
        return "<only>"


class OnlyStr:
    def __str__(self):
        return "(only)"


b, r, s = Both(), OnlyRepr(), OnlyStr()
print(b, repr(b), [b], (b,), {"k": b})
print(r, str(r), [r])
print(s, str(s), repr(s).startswith("<__main__.OnlyStr object at"))
print(f"{b} {b!r} {b!s} {b!a}", "%s %r" % (b, b), "{} {!r}".format(b, b))


class Wrong:
    def __repr__(self):
        return 5

    def __str__(self):
        return None


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: repr(Wrong()))
outcome(lambda: str(Wrong()))
outcome(lambda: print([Wrong()]))
