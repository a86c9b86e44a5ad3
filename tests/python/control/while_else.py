# while with else, break and continue.
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print(n, end=" ")
else:
    print("else", n)
n = 0
while True:
    n += 1
    if n == 5:
        break
else:
    print("never")
print(n)
while False:
    print("never")
else:
    print("at once")
a = b = 0
while a < 3:
    while b < 5:
        b += 1
        if b % 2:
            continue
        if b == 4:
            break
    else:
        print("inner else", a, b)
    a += 1
    print(a, b)
items = [3, 2, 1]
while items:
    print(items.pop(), end=" ")
print(items)
while (n := n - 1) > 2:
    print("n", n)
