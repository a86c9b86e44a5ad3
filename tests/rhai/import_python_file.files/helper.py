TITLE = "helper"


def add(a, b=10):
    return a + b


def apply(function, *values):
    return [function(value) for value in values]


def numbers(n):
    for i in range(n):
        yield i * i


class Counter:
    def __init__(self, start=0):
        self.count = start

    def step(self, by=1):
        self.count += by
        return self

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, error, trace):
        print("exit", kind.__name__ if kind else None)
        return kind is ValueError
