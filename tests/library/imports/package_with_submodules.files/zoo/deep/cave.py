from .. import NAME, birds
from ..mammals import roar
from . import __name__ as own_package


def bat():
    return len(roar()), birds.sing()


def parent_name():
    return NAME, own_package
