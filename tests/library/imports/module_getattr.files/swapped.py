import sys


class Shop:
    x = 5


sys.modules[__name__] = Shop()
