# Managers that change and restore a state.
class Indent:
    level = 0

    def __enter__(self):
        Indent.level += 1
        return self

    def __exit__(self, *info):
        Indent.level -= 1

    def say(self, text):
        print("  " * Indent.level + text)


with Indent() as out:
    out.say("one")
    with out:
        out.say("two")
        with out:
            out.say("three")
    out.say("back")
print(Indent.level)


class Override:
    def __init__(self, target, **values):
        self.target, self.values = target, values

    def __enter__(self):
        self.saved = {k: self.target[k] for k in self.values}
        self.target.update(self.values)

    def __exit__(self, *info):
        self.target.update(self.saved)


settings = {"debug": False, "size": 3}
try:
    with Override(settings, debug=True):
        print(settings)
        raise ValueError
except ValueError:
    pass
print(settings)
