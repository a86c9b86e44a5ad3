import argparse
import sys

sys.stderr = sys.stdout


def run(parser, line, method="parse_args"):
    try:
        print(line, "->", getattr(parser, method)(line.split()))
    except SystemExit as e:
        print("exit", e.code)
    except Exception as e:
        print(type(e).__name__, e)


p = argparse.ArgumentParser(prog="tool", description="Do something useful with files.", epilog="That is all.")
p.add_argument("source", help="what to read")
p.add_argument("rest", nargs="*", type=int, help="numbers")
p.add_argument("-v", "--verbose", action="count", default=0, help="say more")
p.add_argument("-q", action="store_true")
p.add_argument("-o", "--output", metavar="FILE", default="out.txt", help="where to write (default: %(default)s)")
p.add_argument("--mode", choices=["fast", "slow"], help="how")
p.add_argument("-n", "--number", type=int, nargs=2, metavar=("A", "B"))
p.add_argument("--pair", nargs="?", const="C", default="D")
p.add_argument("--add", action="append", type=float)
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
p.add_argument("--ext", action="extend", nargs="+")
p.add_argument("--version", action="version", version="%(prog)s 1.2")
p.print_help()
p.print_usage()
for line in ("a", "a 1 2 -vvv --output=x", "a -ox", "a -qv", "a --mode fast --number 1 2", "a --pair", "a --pair z --add 1 --add 2.5",
             "a --const --no-flag --ext x y --ext z", "a --verb --out f", "--mode wrong a", "", "a x", "a -n 1", "a --nope", "a -z",
             "a --number 1 x", "--version", "a -- -1", "a -1", "--mo fast a", "a --ver", "a --quiet=3", "-vq a 5 6", "a -o", "--help"):
    run(p, line)
run(p, "a --nope 5 -x", "parse_known_args")
run(p, "a -v 1 -q 2 3", "parse_intermixed_args")

p = argparse.ArgumentParser(prog="ex", exit_on_error=False)
g = p.add_mutually_exclusive_group(required=True)
g.add_argument("--one", action="store_true")
g.add_argument("--two", type=int)
for line in ("", "--one", "--two 3", "--one --two 3", "--two x"):
    run(p, line)
p.print_usage()

p = argparse.ArgumentParser(prog="git")
p.add_argument("--global", dest="everywhere", action="store_true")
sub = p.add_subparsers(dest="command", required=True, title="commands", description="what can be done", help="one of")
c = sub.add_parser("clone", help="copy a repository", aliases=["cl"])
c.add_argument("url")
c.add_argument("--depth", type=int, default="5")
c.set_defaults(func=len)
sub.add_parser("pull", help="fetch and merge").add_argument("remote", nargs="?", default="origin")
p.print_help()
c.print_help()
for line in ("clone x", "cl x --depth 3", "pull", "--global pull up", "", "push", "clone", "clone x y", "clone x --depth z", "clone -h"):
    run(p, line)
print(argparse.Namespace(a=1, **{"not id": 2}), argparse.Namespace(a=1) == argparse.Namespace(a=1), "a" in argparse.Namespace(a=1))
