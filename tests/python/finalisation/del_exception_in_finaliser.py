# An object can come back to life; hooks see class attributes.
class Lazarus:
    saved = None

    def __init__(self):
        self.count = 0

    def __del__(self):
        self.count += 1
        print("finaliser", self.count)
        Lazarus.saved = self


a = Lazarus()
a = None
print("alive again", Lazarus.saved.count)
Lazarus.saved = None
print("finalisers run once only")


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


items = [Counted() for _ in range(5)]
print(Counted.alive)
items.pop()
print(Counted.alive)
del items
print(Counted.alive)
