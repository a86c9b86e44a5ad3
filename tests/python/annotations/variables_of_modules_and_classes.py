"""Annotations of variables: what is kept, what is evaluated, what is bound."""

x: int = 1
y: "later"
(z): str = "s"
print(__annotations__)
try:
    y
except NameError as error:
    print(error)


class C:
    a: int
    b: list[int] = []
    __c: str = "private"
    
    
print(C.__annotations__)
