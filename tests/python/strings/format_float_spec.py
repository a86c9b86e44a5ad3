# Format specifications for floats.
values = (0.0, 1.0, -2.5, 3.14159, 1234567.891, 1e-7, 1e22, float("inf"), float("nan"))
for spec in ("", ".2f", ".0f", "e", ".3e", "g", ".3g", "G", "%", ".1%", "10.3f", "<10.1f", "+.1f", " .1f", "010.2f", ",.2f", "_.1f",
             "#.0f", "#.3g", ".3", "5", "E", "n", ".0e", "*^12.2f", "z.1f"):
    print(spec.ljust(7), *(format(v, spec) for v in values), sep="|")
for spec in ("d", "x", "s", ".f", "c", "b"):
    try:
        print(format(1.5, spec))
    except ValueError as error:
        print(error)
print(format(-0.04, ".1f"), format(-0.04, "z.1f"), format(0.5, ".0f"), format(1.5, ".0f"), format(2.675, ".2f"))
