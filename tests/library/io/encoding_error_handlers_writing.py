# errors= when the encoding cannot express a character.
def attempt(code, errors, text):
    try:
        with open("out.txt", "w", encoding=code, errors=errors) as f:
            f.write(text)
        print(code, errors, open("out.txt", "rb").read())
    except UnicodeEncodeError as error:
        print(code, errors, error)
        print(error.encoding, error.start, error.end, error.reason)


for errors in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"]:
    attempt("ascii", errors, "café 中")
for errors in ["strict", "ignore", "replace", "backslashreplace"]:
    attempt("latin-1", errors, "é中€")
    attempt("gbk", errors, "中😀é")
attempt("utf-8", "strict", "a\ud800b")
attempt("utf-8", "surrogatepass", "a\ud800b")
attempt("utf-8", "replace", "a\ud800b")
attempt("ascii", "strict", "中文")
