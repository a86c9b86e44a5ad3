# Messages for methods carry the qualified name and count self.
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance

    def no_self():
        return 0


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: Account("Li").deposit(5))
outcome(lambda: Account())
outcome(lambda: Account("Li", 1, 2))
outcome(lambda: Account("Li").deposit())
outcome(lambda: Account("Li").deposit(1, 2))
outcome(lambda: Account("Li").deposit(sum=1))
outcome(lambda: Account("Li").no_self())
outcome(lambda: Account.deposit(5))
outcome(lambda: Account.no_self())
