# A small program with several cooperating objects.
class State:
    def next(self, light):
        raise NotImplementedError(type(self).__name__)

    def __repr__(self):
        return type(self).__name__


class Red(State):
    def next(self, light):
        return Green()


class Green(State):
    def next(self, light):
        light.cycles += 1
        return Yellow()


class Yellow(State):
    pass


class Light:
    def __init__(self):
        self.state, self.cycles = Red(), 0

    def step(self):
        self.state = self.state.next(self)
        return self.state


light = Light()
print(light.state, light.step(), light.step(), light.cycles)
try:
    light.step()
except NotImplementedError as error:
    print(type(error).__name__, error)
