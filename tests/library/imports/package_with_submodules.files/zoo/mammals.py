from .birds import sing
from zoo import NAME as place


def roar():
    return "roar over the " + sing() + " in " + place
