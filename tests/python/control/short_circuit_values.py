# and and or give one of their operands.
def t(label, value):
    print(label, end=" ")
    return value


print(0 or "a", 0 and "a", 1 or "a", 1 and "a", "" or [] or {}, 1 and [] and 2, None or 0, 0 or None, not 0, not "a")
print(t("a", 0) or t("b", 5) or t("c", 7))
print(t("a", 1) and t("b", 0) and t("c", 7))
print(t("a", 0) and t("b", 1) or t("c", 2))
print(1 or 0 and 0, (1 or 0) and 0, not 1 or 1, not (1 or 1), 0 or not 0, not 1 == 2)
name = ""
print(name or "anonymous", name and name[0], [] or "empty list", [0] and "non-empty", (lambda: 5)() and "called")
print(True and 5 or 6, False and 5 or 6, True and 0 or 6, [x or "-" for x in ("a", "", None)])
if 1 and (2 or 1 / 0):
    print("not divided")
try:
    0 or 1 / 0
except ZeroDivisionError as error:
    print(error)
