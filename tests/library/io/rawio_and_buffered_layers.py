# FileIO and the buffered classes by hand.
import io

with io.FileIO("f.bin", "w") as raw:
    print(raw.mode, raw.name, raw.closefd, raw.write(b"0123456789"))
    try:
        raw.read()
    except io.UnsupportedOperation as error:
        print(error)
with io.BufferedReader(io.FileIO("f.bin"), buffer_size=4) as reader:
    print(reader.read(2), reader.peek(1)[:1], reader.read(6), reader.raw.mode)
with io.BufferedWriter(io.FileIO("f.bin", "a")) as writer:
    print(writer.write(b"ab"), writer.tell())
with io.BufferedRandom(io.FileIO("f.bin", "r+")) as both:
    print(both.read(3), both.write(b"XX"), both.seek(0), both.read())
raw = io.FileIO("f.bin", "rb")
print(raw.readall(), raw.read(), raw.seek(-2, 2), raw.read(10))
raw.close()
for args in [("f.bin", "q"), ("f.bin", "rw"), ("missing", "r")]:
    try:
        io.FileIO(*args)
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
