# A value lives as long as a closure holds it.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def hold(name):
    thing = Loud(name)
    return lambda: thing.name


keep = hold("kept")
hold("dropped")
print("after dropped")
print(keep())
keep = None
print("end")
