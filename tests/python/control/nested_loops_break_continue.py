# break and continue concern the innermost loop.
for i in range(3):
    for j in range(3):
        if j == i:
            continue
        if j > 1:
            break
        print((i, j), end=" ")
    print("|", end=" ")
print()
found = None
for i in range(2, 20):
    for j in range(i, 20):
        if i * j == 91:
            found = i, j
            break
    if found:
        break
print(found)
for i in range(2):
    while True:
        for k in "ab":
            if k == "b":
                break
        else:
            print("never")
        break
    else:
        print("never")
    print(i, k, end="; ")
print()
rows = []
for i in range(1, 4):
    row = ""
    for j in range(i):
        row += "*"
    rows.append(row)
print(rows)
