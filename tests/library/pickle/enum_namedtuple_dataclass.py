# Values of classes that the library makes.
import pickle
from collections import OrderedDict, deque, namedtuple
from dataclasses import dataclass, field
from enum import Enum


class Suit(Enum):
    HEARTS = "h"
    CLUBS = "c"


Pair = namedtuple("Pair", "left right")


@dataclass
class Card:
    suit: Suit
    rank: int
    notes: list = field(default_factory=list)


card = Card(Suit.CLUBS, 7, ["worn"])
for protocol in range(6):
    back = pickle.loads(pickle.dumps(card, protocol))
    print(protocol, back, back == card, back.suit is Suit.CLUBS)
    print(
        pickle.loads(pickle.dumps(Pair(1, [2]), protocol)),
        pickle.loads(pickle.dumps(deque([1, 2], 5), protocol)),
    )
    print(pickle.loads(pickle.dumps(OrderedDict(b=1, a=2), protocol)))
print(pickle.dumps(Suit.HEARTS), pickle.dumps(Pair(1, 2), 2))
