# newline= in a StringIO: the default keeps what is written.
import io

data = "a\nb\r\nc\rd"
for newline in ["\n", None, "", "\r", "\r\n"]:
    box = io.StringIO(data, newline=newline)
    print(repr(newline), repr(box.getvalue()), box.readlines())
    out = io.StringIO(newline=newline)
    out.write(data)
    print("  written", repr(out.getvalue()), out.newlines)
print(io.StringIO(data).readlines())
