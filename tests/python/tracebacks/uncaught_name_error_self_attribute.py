# A name that is an attribute of self.
class Account:
    def __init__(self, balance):
        self.balance = balance

    def show(self):
        print("showing")
        return balance


Account(5).show()
