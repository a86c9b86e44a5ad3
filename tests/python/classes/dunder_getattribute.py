# __getattribute__ sees every access.
class Spy:
    secret = 42

    def __getattribute__(self, name):
        print("access", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback for " + name

    def method(self):
        return self.secret


s = Spy()
print(s.secret)
print(s.method())
print(s.missing)
s.x = 1
print(s.x)
print(len("abc"), type(s).__name__)
