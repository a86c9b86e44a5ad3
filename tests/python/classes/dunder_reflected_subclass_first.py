# The right operand goes first when it is of a subclass that overrides.
class Base:
    def __add__(self, other):
        return "Base.add"

    def __radd__(self, other):
        return "Base.radd"

    def __eq__(self, other):
        return "Base.eq"

    def __lt__(self, other):
        return "Base.lt"

    def __gt__(self, other):
        return "Base.gt"


class Same(Base):
    pass


class Other(Base):
    def __radd__(self, other):
        return "Other.radd"

    def __eq__(self, other):
        return "Other.eq"

    def __gt__(self, other):
        return "Other.gt"


print(Base() + Base())
print(Base() + Same())
print(Base() + Other())
print(Other() + Base())
print(Base() == Other())
print(Base() < Other())
print(Base() < Same())
print(1 + Base(), 1 == Base(), 1 < Base())
