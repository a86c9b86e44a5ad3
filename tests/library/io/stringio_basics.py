# A StringIO is a text file in memory.
import io

box = io.StringIO()
print(box.write("hello"), box.write("\nworld\n"), box.tell())
print(repr(box.getvalue()), repr(box.read()))
print(box.seek(0), repr(box.readline()), list(box))
box = io.StringIO("one\ntwo\nthree")
print(repr(box.read(4)), box.readlines(), box.tell())
box.seek(0)
box.write("ONE")
print(repr(box.getvalue()))
print(io.StringIO(None).getvalue() == "", repr(io.StringIO(initial_value="x").read()))
with io.StringIO("ab") as inner:
    print(inner.read())
print(inner.closed)
for line in io.StringIO("a\nb"):
    print(repr(line))
print(box.readable(), box.writable(), box.seekable(), box.isatty(), box.closed)
print(box.encoding, box.errors, box.line_buffering, box.newlines)
