"""Properties with a getter and a setter, and a class attribute."""


class Thermometer:
    offset = 32.0

    def __init__(self):
        self._celsius = 0.0

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 1.8 + self.offset


thermometer = Thermometer()
total = 0.0
for i in range(900_000):
    thermometer.celsius = i % 50
    total += thermometer.fahrenheit + thermometer.celsius
print(f"{total:.3f}")
