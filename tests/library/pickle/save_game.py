# A small program in everyday style: saving and loading a game.
import os
import pickle


class Player:
    def __init__(self, name):
        self.name = name
        self.bag = []
        self.friends = []

    def __repr__(self):
        return f"Player({self.name!r}, {self.bag})"


def save(path, *state):
    with open(path, "wb") as f:
        pickle.dump(state, f)


def load(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as f:
        return pickle.load(f)


print(load("game.sav"))
ada, bob = Player("Ada"), Player("Bob")
ada.friends.append(bob)
bob.friends.append(ada)
ada.bag += ["lamp", ("key", 3)]
save("game.sav", ada, {"level": 4, "seen": {1, 2}})
player, world = load("game.sav")
print(player, world["level"], world["seen"] == {1, 2})
print(player.friends, player.friends[0].friends[0] is player)
