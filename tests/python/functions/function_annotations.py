# Annotations are kept but not checked.
def scale(x: int, factor: "float" = 2.0, *rest: str, flag: bool = False, **more: dict) -> list:
    return [x, factor, rest, flag, more]


print(scale("text", None))
for name, value in scale.__annotations__.items():
    print(name, value)
count: int = 5
label: str
print(count)
try:
    print(label)
except NameError as error:
    print(error)
print(__annotations__)
