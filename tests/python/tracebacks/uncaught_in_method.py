"""An uncaught error and its traceback: in method."""

class Account:
    def withdraw(self, amount):
        raise ValueError(f'no {amount}')


Account().withdraw(5)
