# __getstate__ and __setstate__ decide what is kept.
import pickle


class Account:
    def __init__(self, owner, secret):
        self.owner, self.secret = owner, secret

    def __getstate__(self):
        print("getstate")
        state = self.__dict__.copy()
        del state["secret"]
        return state

    def __setstate__(self, state):
        print("setstate", state)
        self.__dict__.update(state)
        self.secret = None


class Odd:
    def __init__(self, state):
        self.state = state

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        print("odd", repr(state))


back = pickle.loads(pickle.dumps(Account("ada", "xyz")))
print(vars(back))
for state in [None, False, 0, (), "text", [1], {"a": 1}]:
    for protocol in [0, 2, 4]:
        data = pickle.dumps(Odd(state), protocol)
        pickle.loads(data)
        print(protocol, data)


class Plain:
    pass


p = Plain()
print(p.__getstate__())
p.a = 1
print(p.__getstate__(), object().__getstate__())
