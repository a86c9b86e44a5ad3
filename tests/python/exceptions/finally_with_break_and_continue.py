# break and continue through and inside finally.
for i in range(3):
    try:
        if i == 1:
            continue
        print("body", i)
    finally:
        print("finally", i)
for i in range(5):
    try:
        if i == 2:
            break
    finally:
        print("f", i)
print("left at", i)
for i in range(3):
    try:
        raise ValueError(i)
    finally:
        print("dropping", i)
        continue
print("all dropped")
while True:
    try:
        1 / 0
    finally:
        break
print("broken out")


def f():
    for i in range(3):
        try:
            return i
        finally:
            if i < 2:
                continue
    return "end"


print(f())
