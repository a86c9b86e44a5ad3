# The key is shown by its repr.
class Key:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Key<{self.name}>"


table = {}
table[Key("a")]
