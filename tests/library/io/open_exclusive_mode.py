# Mode "x" refuses a file that is there.
with open("once.txt", "x") as f:
    f.write("only once")
try:
    open("once.txt", "x")
except FileExistsError as error:
    print(error)
    print(error.errno, error.strerror, error.filename, error.filename2)
    print(error.args)
print(open("once.txt").read())
with open("both.txt", "x+") as f:
    f.write("abc")
    f.seek(0)
    print(f.read(), f.mode)
with open("bytes.bin", "xb") as f:
    print(f.write(b"\x00\x01"), f.mode)
