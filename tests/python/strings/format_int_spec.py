# Format specifications for integers.
for spec in ("", "d", "5", "<5", "^5", "=+6", "05", "+", " ", "-", ",", "_", "x", "X", "#x", "#X", "o", "#o", "b", "#b",
             "#010b", "08b", "c", "e", ".2f", "%", "n", "_x", "_b", "*>8", "*=+8", "中^7", ">+8,", "012,d", "g"):
    print(spec.ljust(6), format(1234, spec) + "|", format(-65 if spec != "c" else 65, spec) + "|")
for spec in (".2d", "s", "y", "5.3", ",x", "+c", "#c", ",_", "d5", "<>5", "5d5", ".d"):
    try:
        print(spec, format(5, spec))
    except ValueError as error:
        print(spec, error)
print(format(10 ** 30, ","), format(True), format(True, "d"), format(False, "5"), format(10 ** 20, "e"))
