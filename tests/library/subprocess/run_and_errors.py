"""run(), call(), check_output(): results, exit codes, and what goes wrong."""

import subprocess
import sys

print(subprocess.run(["echo", "hi"], capture_output=True, text=True))
print(subprocess.run("echo out; echo err >&2; exit 3", shell=True, capture_output=True))
print(subprocess.call(["true"]), subprocess.call(["false"]))
print(subprocess.check_output(["printf", "a b"]))
print(subprocess.run(["cat"], input="text\n", capture_output=True, text=True).stdout)
print(subprocess.getstatusoutput("echo x; exit 2"), subprocess.getoutput("echo y"))
print(subprocess.run("echo $A", shell=True, env={"A": "7"}, capture_output=True).stdout)
print(subprocess.run(["pwd"], cwd="/", capture_output=True, text=True).stdout)
print(subprocess.run("echo e >&2", shell=True, stdout=-1, stderr=subprocess.STDOUT).stdout)


def fails(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)


fails(lambda: subprocess.run("exit 4", shell=True, check=True))
fails(lambda: subprocess.run("kill -9 $$", shell=True, check=True))
fails(lambda: subprocess.check_call(["false"]))
fails(lambda: subprocess.run(["no-such-program"]))
fails(lambda: subprocess.run(["ls"], cwd="/no/such/folder"))
fails(lambda: subprocess.run(["/etc/passwd"]))
fails(lambda: subprocess.run([]))
fails(lambda: subprocess.run(["cat"], input="x", stdin=subprocess.PIPE))
fails(lambda: subprocess.run(["cat"], capture_output=True, stdout=subprocess.PIPE))
fails(lambda: subprocess.check_output(["cat"], stdout=None))
fails(lambda: subprocess.Popen(["ls"], stdout=subprocess.STDOUT))
fails(lambda: subprocess.Popen(["ls"], bufsize="1"))
fails(lambda: subprocess.Popen(["l\0s"]))
fails(lambda: subprocess.Popen(["ls"], env={"A=B": "1"}))
print(subprocess.list2cmdline(["a", "b c", 'd"e', "f\\", "g h\\", ""]))
