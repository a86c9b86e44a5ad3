# Mode "a" writes at the end, wherever the position is.
with open("log.txt", "w") as f:
    f.write("first\n")
for word in ["second", "third"]:
    with open("log.txt", "a") as f:
        print(f.tell())
        f.write(word + "\n")
print(open("log.txt").read())
with open("log.txt", "a+") as f:
    f.seek(0)
    print(repr(f.readline()))
    f.write("fourth\n")
    f.seek(0)
    print(f.readlines())
with open("new.txt", "a") as f:
    print(f.write("made"))
print(open("new.txt").read())
