# An exception class of the program, raised in a method.
class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"only {self.balance}, not {amount}")
        self.balance -= amount


account = Account(10)
account.withdraw(3)
print(account.balance)
account.withdraw(100)
