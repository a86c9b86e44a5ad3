# The traceback of reading a file that was opened for writing.
with open("notes.txt", "w") as f:
    f.write("hello\n")
    print(f.read())
