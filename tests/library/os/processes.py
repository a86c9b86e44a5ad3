# Starting another process by fork, and waiting for it.
import os
import sys

sys.stdout.flush()
r, w = os.pipe()
child = os.fork()
if child == 0:
    os.close(r)
    os.write(w, b"from the child")
    os._exit(5)
os.close(w)
print(os.read(r, 100))
pid, status = os.waitpid(child, 0)
print(pid == child, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
os.close(r)
try:
    os.waitpid(child, 0)
except ChildProcessError as error:
    print(error.errno, error)
try:
    os.kill(child, 0)
except ProcessLookupError as error:
    print(error)
print(os.spawnlp(os.P_WAIT, "true", "true"), os.spawnlp(os.P_WAIT, "false", "false"))
try:
    os.execv("no/such/program", ["x"])
except OSError as error:
    print(error)
