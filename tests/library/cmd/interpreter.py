import cmd, io, sys
class Shell(cmd.Cmd):
    intro = "Welcome"; prompt = "> "; use_rawinput = False
    def do_greet(self, arg):
        """greet NAME
        says hello"""
        print("hello", arg, file=self.stdout)
    def do_add(self, arg):
        print(sum(map(int, arg.split())), file=self.stdout)
    def do_shell(self, arg): print("shell", arg, file=self.stdout)
    def help_topic(self): print("about a topic", file=self.stdout)
    def do_EOF(self, arg): return True
    def postcmd(self, stop, line): print("[", line, "]", file=self.stdout); return stop
out = io.StringIO()
Shell(stdin=io.StringIO("greet Bob\n\nadd 1 2\nhelp\nhelp greet\nhelp add\nhelp topic\n?topic\n!ls -l\nnope x\n  greet   spaced  \n"), stdout=out).cmdloop()
print(out.getvalue())
s = Shell(stdout=sys.stdout)
print(s.parseline("a b c"), s.parseline("?x"), s.parseline(""), s.completenames("g"), sorted(s.complete_help("")))
s.columnize([f"item{i}" * (i % 3 + 1) for i in range(20)], 60)
s.columnize([]); s.columnize(["one"])
s.onecmd("add 4 5")
