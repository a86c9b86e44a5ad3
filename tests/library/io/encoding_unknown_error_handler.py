# An errors= name that nobody knows.
for mode in ["w", "r"]:
    try:
        with open("a.txt", mode, encoding="utf-8", errors="wish") as f:
            print("open", f.errors)
            if mode == "w":
                f.write("a\ud800")
    except (LookupError, UnicodeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    open("a.txt", "w", encoding="klingon")
except LookupError as error:
    print(type(error).__name__, error)
try:
    open("a.txt", "w", encoding="")
except Exception as error:
    print(type(error).__name__, error)
