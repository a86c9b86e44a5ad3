"""SyntaxError takes the details of its place as a sequence of four or six."""

for details in [("f.py", 1, 2, "text"), ("f.py", 1, 2, "text", 3, 4), ["f.py", 1, 2, "text"], "abcd"]:
    error = SyntaxError("message", details)
    print(error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
for details in [("f.py", 1, 2), ("f.py", 1, 2, "text", 3), (1, 2, 3, 4, 5, 6, 7), 5, ()]:
    try:
        SyntaxError("message", details)
    except TypeError as error:
        print(error)
error = ImportError("m", name="n", path="p")
error.__init__()
print(error.msg, error.name, error.path, error.args)
try:
    ImportError("m", other=1)
except TypeError as problem:
    print(problem)
