"""Popen: pipes both ways, much data, iteration, timeouts, signals."""

import functools
import os
import subprocess

# What stands in the buffer would be written by a child as well.
print = functools.partial(print, flush=True)

process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(process.communicate(b"one\ntwo\n"), process.returncode)

data = b"0123456789abcdef" * 200_000
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(process.communicate(data)[0] == data)

with subprocess.Popen("echo 1; echo 2", shell=True, stdout=subprocess.PIPE, text=True) as process:
    for line in process.stdout:
        print(repr(line))
print(process.returncode)

process = subprocess.Popen(["sleep", "30"])
print(process.poll())
try:
    process.wait(timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error)
process.terminate()
print(process.wait(), process.poll())

process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
try:
    process.communicate(timeout=0.05)
except subprocess.TimeoutExpired:
    print("timeout")
process.kill()
print(process.communicate(), process.returncode)

process = subprocess.Popen(["sh", "-c", "read x; echo got $x"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True)
process.stdin.write("word\n")
process.stdin.close()
print(process.stdout.read(), process.wait())
process.stdout.close()

read, write = os.pipe()
subprocess.run(f"echo through >&{write}", shell=True, pass_fds=[write])
os.close(write)
print(os.read(read, 100))
print(subprocess.run(["true"], preexec_fn=lambda: print("before", flush=True)).returncode)
print(subprocess.run(["sh", "-c", "ps -o pid= -p $$ >/dev/null; echo $((1+1))"],
                     start_new_session=True, capture_output=True, text=True).stdout)
