# A property with all three functions.
class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        "Degrees Fahrenheit."
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        print("deleting")
        self._celsius = None


t = Temperature(100)
print(t.fahrenheit)
t.fahrenheit = 32
print(t._celsius)
t.fahrenheit += 18
print(t._celsius)
del t.fahrenheit
print(t._celsius)
print(Temperature.fahrenheit.__doc__)
print(type(Temperature.fahrenheit).__name__)
