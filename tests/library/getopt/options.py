import getopt
def go(f, *a):
    try: print(f(*a))
    except getopt.GetoptError as e: print("error:", e, "|", e.opt)
go(getopt.getopt, ["-a", "-b", "val", "-cX", "--long", "--with=5", "--wit", "6", "rest", "-z"], "ab:c:", ["long", "with="])
go(getopt.getopt, ["--", "-a"], "a")
go(getopt.getopt, ["-x"], "a")
go(getopt.getopt, ["-b"], "b:")
go(getopt.getopt, ["--nope"], "", ["yes"])
go(getopt.getopt, ["--y=1"], "", ["yes"])
go(getopt.getopt, ["--ye"], "", ["yes=", "yesterday"])
go(getopt.getopt, ["--yes"], "", ["yes="])
go(getopt.gnu_getopt, ["a", "-x", "b", "--l", "v", "c"], "x", ["l="])
go(getopt.gnu_getopt, ["a", "-x"], "+x")
