# Methods bound to an instance are values.
class Greeter:
    def __init__(self, word):
        self.word = word

    def greet(self, name):
        return self.word + " " + name


hello = Greeter("hello")
method = hello.greet
print(method("Li"))
print(method.__self__ is hello, method.__func__ is Greeter.greet, method.__name__)
print(hello.greet == hello.greet, hello.greet is hello.greet)
print(Greeter("x").greet == Greeter("x").greet)
print(list(map(Greeter("hi").greet, ["a", "b"])))
hello.greet = lambda name: "replaced " + name
print(hello.greet("Li"), method("Li"))
del hello.greet
print(hello.greet("Li"))


def added(self):
    return "added to " + self.word


Greeter.added = added
print(hello.added())
hello.loose = added
try:
    hello.loose()
except TypeError as error:
    print(error)
