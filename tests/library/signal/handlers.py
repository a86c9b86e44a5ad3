"""Handlers: set, asked for, called in between, and while the program waits."""

import os
import signal
import time

print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
print(repr(signal.getsignal(signal.SIGTERM)), repr(signal.SIGTERM), signal.SIGTERM)
seen = []


def handler(number, frame):
    seen.append(signal.Signals(number).name)


print(signal.signal(signal.SIGUSR1, handler))
os.kill(os.getpid(), signal.SIGUSR1)
print(seen)
signal.raise_signal(signal.SIGUSR1)
print(seen, signal.getsignal(signal.SIGUSR1) is handler)

signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.02)
time.sleep(0.1)
print(seen)
print(signal.alarm(10), signal.alarm(0))


class Late(Exception):
    pass


def late(number, frame):
    raise Late("time is up")


signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    time.sleep(10)
except Late as error:
    print(error)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    while True:
        pass
except Late as error:
    print(error)

signal.signal(signal.SIGUSR1, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGUSR1)
print(len(seen), repr(signal.getsignal(signal.SIGUSR1)))

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.signal(signal.SIGUSR2, handler)
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigpending(), len(seen))
print(signal.sigwait([signal.SIGUSR2]))
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2])
print(len(seen), signal.strsignal(9), len(signal.valid_signals()) > 30)

for bad in (
    lambda: signal.signal(0, handler), lambda: signal.signal(99, handler),
    lambda: signal.signal(signal.SIGKILL, handler), lambda: signal.signal(signal.SIGTERM, 5.5),
    lambda: signal.getsignal(0), lambda: signal.setitimer(9, 1),
):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt:
    print("interrupted")
