"""Much data through pipes, both ways at once, without a deadlock."""

import hashlib
import subprocess
import sys
import threading

data = bytes(range(256)) * (4 * 1024 * 100)
print(len(data) == 100 * 1024 * 1024)
done = subprocess.run(["cat"], input=data, capture_output=True)
print(len(done.stdout), done.stdout == data, done.stderr, done.returncode)
del done

# A child that writes to both of its outputs while it is being written to.
script = 'tee /dev/stderr'
done = subprocess.run(["sh", "-c", script], input=data[: 8 << 20], capture_output=True)
print(done.stdout == done.stderr == data[: 8 << 20])

# A child that reads nothing, and one that ends early.
done = subprocess.run(["true"], input=data[: 4 << 20])
print(done.returncode)
done = subprocess.run(["head", "-c", "10"], input=data[: 4 << 20], stdout=subprocess.PIPE)
print(done.stdout)

# By hand: one thread writes, another reads.
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

    def write():
        for at in range(0, 16 << 20, 1 << 16):
            process.stdin.write(data[at : at + (1 << 16)])
        process.stdin.close()

    thread = threading.Thread(target=write)
    thread.start()
    digest = hashlib.sha256()
    while chunk := process.stdout.read(1 << 16):
        digest.update(chunk)
    thread.join()
print(digest.hexdigest() == hashlib.sha256(data[: 16 << 20]).hexdigest())

# Writing to a program that is gone.
process = subprocess.Popen(["true"], stdin=subprocess.PIPE)
process.wait()
try:
    process.stdin.write(b"x" * 100_000)
    process.stdin.flush()
except BrokenPipeError as error:
    print(error)
try:
    process.stdin.close()
except BrokenPipeError:
    print("closed")
