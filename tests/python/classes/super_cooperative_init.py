# Every class of the order is initialised once.
class Base:
    def __init__(self, **rest):
        print("Base", rest)


class Left(Base):
    def __init__(self, left, **rest):
        print("Left", left)
        super().__init__(**rest)


class Right(Base):
    def __init__(self, right, **rest):
        print("Right", right)
        super().__init__(**rest)


class Both(Left, Right):
    def __init__(self, **rest):
        print("Both")
        super().__init__(**rest)


Both(left=1, right=2)
Both(right=3, left=4, other=5)
Left(6)
