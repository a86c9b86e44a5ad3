# errors= when the bytes are no valid text.
with open("bad.txt", "wb") as f:
    f.write(b"ok \xff\xfe caf\xc3 \xe4\xb8 end \xed\xa0\x80\n")
for errors in ["ignore", "replace", "backslashreplace", "surrogateescape", "strict", None]:
    with open("bad.txt", encoding="utf-8", errors=errors) as f:
        try:
            print(errors, ascii(f.read()))
        except UnicodeDecodeError as error:
            print(errors, error)
for errors in ["ignore", "replace", "backslashreplace", "strict"]:
    with open("bad.txt", encoding="ascii", errors=errors) as f:
        try:
            print(errors, ascii(f.read()))
        except UnicodeDecodeError as error:
            print(errors, error)
with open("bad.txt", encoding="utf-8", errors="surrogateescape") as f:
    text = f.read()
print(text.encode("utf-8", "surrogateescape"))
