# A family of exceptions, caught at different levels.
class ShopError(Exception):
    """Base of all errors of the shop."""


class OutOfStock(ShopError):
    def __init__(self, item, wanted, there):
        super().__init__(f"{item}: wanted {wanted}, only {there} left")
        self.item = item


class UnknownItem(ShopError, KeyError):
    pass


stock = {"apple": 3}


def buy(item, n):
    if item not in stock:
        raise UnknownItem(item)
    if stock[item] < n:
        raise OutOfStock(item, n, stock[item])
    stock[item] -= n
    return stock[item]


for order in (("apple", 2), ("apple", 2), ("pear", 1)):
    try:
        print("left", buy(*order))
    except OutOfStock as error:
        print(error, error.item)
    except KeyError as error:
        print("as KeyError:", error, isinstance(error, ShopError))
