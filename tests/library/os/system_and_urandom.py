# os.system, os.urandom, os.getpid and other small services.
import os

print(os.system("exit 3") >> 8, os.waitstatus_to_exitcode(os.system("true")))
print(len(os.urandom(8)), type(os.urandom(0)), os.urandom(0))
try:
    os.urandom(-1)
except ValueError as error:
    print(error)
print(os.getpid() == os.getpid(), os.getppid() > 0, isinstance(os.getuid(), int))
print(isinstance(os.getlogin, object), len(os.uname()), os.uname().sysname == os.uname()[0])
old = os.umask(0o077)
open("private", "w").close()
print(oct(os.stat("private").st_mode & 0o777), oct(os.umask(old)))
with os.popen("echo from shell") as pipe:
    print(pipe.read(), end="")
print(os.get_exec_path(env={"PATH": "/a:/b"}))
