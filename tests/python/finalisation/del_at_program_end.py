# What is left at the end of the program goes then.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Loud("first")
print("last statement")
