# Decorating methods, static and class methods.
def log(f):
    def wrapper(*args):
        print(f.__name__, len(args), end=" ")
        return f(*args)
    return wrapper


class Tool:
    factor = 3

    @log
    def scale(self, n):
        return n * self.factor

    @staticmethod
    @log
    def half(n):
        return n / 2

    @classmethod
    @log
    def make(cls, n):
        return cls.__name__, n

    @property
    @log
    def triple(self):
        return self.factor * 3

    @log
    def __len__(self):
        return 7


t = Tool()
print(t.scale(2), t.half(5), Tool.half(7), Tool.make(1), t.make(2), t.triple, len(t))
print(Tool.scale(t, 4), type(Tool.__dict__["half"]).__name__, type(Tool.__dict__["make"]).__name__)
