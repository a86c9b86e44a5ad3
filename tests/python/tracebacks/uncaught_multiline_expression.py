# The failing part spans several lines.
def add(a, b):
    return a + b


result = add(
    1,
    "two",
)
print(result)
