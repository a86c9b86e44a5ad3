import argparse
import sys

sys.stderr = sys.stdout


def attempt(f):
    try:
        print(f())
    except SystemExit as e:
        print("exit", e.code)
    except Exception as e:
        print(type(e).__name__, e)


def parser(**kw):
    return argparse.ArgumentParser(prog="p", **kw)


attempt(lambda: parser().add_argument("x", dest="y"))
attempt(lambda: parser().add_argument("x", required=True))
attempt(lambda: parser().add_argument("-x", "y"))
attempt(lambda: parser().add_argument("--"))
attempt(lambda: parser().add_argument("-x", action="nope"))
attempt(lambda: parser().add_argument("-x", type="int"))
attempt(lambda: parser().add_argument("-x", nargs=0))
attempt(lambda: parser().add_argument("-x", const=1))
attempt(lambda: parser().add_argument("-x", nargs=2, metavar=("A",)))
attempt(lambda: parser().add_argument("-h"))
attempt(lambda: parser(conflict_handler="resolve").add_argument("-h", "--host").option_strings)
attempt(lambda: parser(conflict_handler="what"))
attempt(lambda: parser().add_mutually_exclusive_group().add_argument("x"))
attempt(lambda: parser(parents=[3]))
attempt(lambda: parser().add_argument("-x", "--xx", help="h", type=int))
attempt(lambda: parser())


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


p = parser()
p.add_argument("n", type=positive)
attempt(lambda: p.parse_args(["3"]))
attempt(lambda: p.parse_args(["x"]))
attempt(lambda: p.parse_args(["--", "-3"]))

long_text = "A long text about this option that certainly has to be wrapped somewhere because it does not fit."
for cls in (argparse.HelpFormatter, argparse.RawTextHelpFormatter, argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter, argparse.MetavarTypeHelpFormatter):
    p = argparse.ArgumentParser(prog="program-with-a-name", formatter_class=cls, description="First line.\n  Second   line of %(prog)s.", epilog="end\n  end")
    p.add_argument("pos", type=str, help="positional")
    p.add_argument("many", type=str, nargs="+")
    p.add_argument("--size", type=int, default=3, help=long_text)
    p.add_argument("-l", "--long-option-name", type=float, choices=[1.0, 2.0], help="multi\nline")
    p.add_argument("--hidden", type=int, help=argparse.SUPPRESS)
    group = p.add_argument_group("special things", "only sometimes")
    group.add_argument("--special", type=int, nargs="*", help="%(type)s with 100%%")
    x = p.add_mutually_exclusive_group()
    x.add_argument("--aa", action="store_true")
    x.add_argument("--bb", action="store_true")
    p.print_help()
base = argparse.ArgumentParser(add_help=False)
base.add_argument("--shared", default=1)
base.set_defaults(extra=2)
p = argparse.ArgumentParser(prog="child", parents=[base], argument_default=argparse.SUPPRESS, allow_abbrev=False, usage="%(prog)s [stuff]")
p.add_argument("--own")
attempt(lambda: p.parse_args([]))
attempt(lambda: p.parse_args(["--sha", "1"]))
print(p.get_default("shared"), p.get_default("extra"), p.get_default("none"))
p.print_usage()
with open("args.txt", "w") as f:
    f.write("--own\nfrom file\n")
p = argparse.ArgumentParser(prog="f", fromfile_prefix_chars="@", prefix_chars="-+")
p.add_argument("--own")
p.add_argument("+x", "++xx", action="store_true")
p.add_argument("file", type=argparse.FileType("r"), nargs="?")
attempt(lambda: p.parse_args(["@args.txt", "+x"]))
attempt(lambda: p.parse_args(["@missing.txt"]))
attempt(lambda: p.parse_args(["missing2.txt"]))
attempt(lambda: p.parse_args(["args.txt"]).file.read())
print(argparse.FileType("w", encoding="utf-8"))


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))


p = argparse.ArgumentParser(prog="c")
p.add_argument("--word", action=Upper)
p.add_argument("cmd", nargs=argparse.REMAINDER)
attempt(lambda: p.parse_args(["--word", "hi", "run", "--word", "x", "-z"]))
