# Retrying and skipping with try inside loops.
def parse_all(texts):
    numbers, bad = [], []
    for text in texts:
        try:
            numbers.append(int(text))
        except ValueError:
            bad.append(text)
    return numbers, bad


print(parse_all(["1", "x", " 2 ", "", "3.0", "-4"]))
attempts = 0
while True:
    attempts += 1
    try:
        if attempts < 3:
            raise OSError("busy")
        print("worked after", attempts)
        break
    except OSError as error:
        print("retry", attempts, error)
for n in (4, 2, 0, 5):
    try:
        print(20 // n)
    except ZeroDivisionError:
        print("cannot divide by", n)
        break
else:
    print("never printed")
