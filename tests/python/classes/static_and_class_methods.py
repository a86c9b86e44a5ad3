# The three kinds of methods.
class Date:
    separator = "-"

    def __init__(self, year, month):
        self.year, self.month = year, month

    @classmethod
    def parse(cls, text):
        return cls(*[int(part) for part in text.split(cls.separator)])

    @staticmethod
    def is_leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def show(self):
        return f"{type(self).__name__} {self.year}{self.separator}{self.month}"


class SlashDate(Date):
    separator = "/"


print(Date.parse("2024-5").show())
print(SlashDate.parse("2024/6").show())
print(Date(1, 2).parse("3-4").show())
print(Date.is_leap(2000), Date(1, 1).is_leap(1900))
try:
    Date.show()
except TypeError as error:
    print(error)
try:
    Date.is_leap()
except TypeError as error:
    print(error)
