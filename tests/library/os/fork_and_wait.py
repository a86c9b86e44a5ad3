"""fork(), wait(), exec…(): children, their exit codes, what they inherit."""

import functools
import os
import sys

# What stands in the buffer would be written by a child as well.
print = functools.partial(print, flush=True)

pid = os.fork()
if pid == 0:
    os._exit(3)
found, status = os.waitpid(pid, 0)
print(found == pid, status, os.waitstatus_to_exitcode(status), os.WIFEXITED(status))

pid = os.fork()
if pid == 0:
    while True:
        os.read(os.pipe()[0], 1)
os.kill(pid, 9)
print(os.waitstatus_to_exitcode(os.wait()[1]))

read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(read)
    os.write(write, b"from the child")
    os._exit(0)
os.close(write)
print(os.read(read, 100), os.read(read, 100))
print(os.waitpid(-1, 0)[1])

pid = os.fork()
if pid == 0:
    os.execvp("sh", ["sh", "-c", "exit $X"]) if "X" in os.environ else os.execvpe(
        "sh", ["sh", "-c", "exit $X"], {"X": "5", "PATH": os.environ["PATH"]}
    )
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 6"))

pid = os.fork()
if pid == 0:
    try:
        raise SystemExit(7)
    finally:
        sys.stdout.flush()
        os._exit(8)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
for call in (
    lambda: os.waitpid(-1, 0), lambda: os.wait(), lambda: os.execv("/no/such", ["x"]),
    lambda: os.execvp("no-such-program", ["x"]), lambda: os.execv("/bin/sh", []),
    lambda: os.execv("/bin/sh", [""]), lambda: os.execv("/bin/sh", "x"),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
os.register_at_fork(before=lambda: print("before", flush=True),
                    after_in_parent=lambda: print("parent", flush=True))
pid = os.fork()
if pid == 0:
    os._exit(0)
os.waitpid(pid, 0)
print(os.system("exit 2"))
