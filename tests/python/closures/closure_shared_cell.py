# Two inner functions share one variable.
def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount

    def read():
        return balance

    return deposit, read


deposit, read = account(10)
print(read())
deposit(5)
deposit(7)
print(read())
other_deposit, other_read = account(1)
other_deposit(1)
print(read(), other_read())
