# __getnewargs__ and __getnewargs_ex__ feed __new__.
import pickle


class Money(int):
    def __new__(cls, amount, currency):
        print("new", amount, currency)
        self = super().__new__(cls, amount)
        self.currency = currency
        return self

    def __getnewargs__(self):
        return (int(self), self.currency)


class Key:
    def __new__(cls, *, name):
        print("new", name)
        return super().__new__(cls)

    def __getnewargs_ex__(self):
        return (), {"name": "k"}


for protocol in range(2, 6):
    back = pickle.loads(pickle.dumps(Money(5, "EUR"), protocol))
    print(back, back.currency)
    print(pickle.dumps(Key(name="a"), protocol))
    print(type(pickle.loads(pickle.dumps(Key(name="a"), protocol))).__name__)
