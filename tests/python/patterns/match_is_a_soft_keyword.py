"""match, case, type and _ are names everywhere else."""

match = {"case": 1}
case = "case"
type_ = type
print(match[case], match.get("x"))
match = [1, 2]
match[0] = 5
print(match)
match (case):
    case "case":
        print("matched a name in brackets")
match -1, 2:
    case (-1, 2):
        print("matched a tuple without brackets")
match not True:
    case False:
        print("matched an expression")
_ = 5
match 3:
    case _:
        print("anything", _)


def case(match):
    match match:
        case match:
            return match


print(case(9))
