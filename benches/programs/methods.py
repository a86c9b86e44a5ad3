"""Method calls on one instance."""


class Account:
    def __init__(self):
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount
            return True
        return False


def trade(account, rounds):
    refused = 0
    for i in range(rounds):
        account.deposit(i % 7)
        if not account.withdraw(i % 11):
            refused += 1
    return refused


account = Account()
print(trade(account, 1_500_000), account.balance)
