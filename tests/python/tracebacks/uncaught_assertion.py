# assert with a message.
def sqrt(n):
    assert n >= 0, f"{n} is negative"
    return n ** 0.5


print(sqrt(9))
print(sqrt(-1))
