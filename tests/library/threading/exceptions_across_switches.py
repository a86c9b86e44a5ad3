# What is being handled belongs to the thread: switches inside except, finally and generators.
import sys
import threading
import time

log = []


def handler(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        for _ in range(3):
            time.sleep(0.001)
            log.append((n, sys.exception() is error))
        try:
            raise KeyError(n)
        except KeyError as inner:
            time.sleep(0.001)
            log.append((n, inner.__context__ is error))
        log.append((n, sys.exception() is error))
    log.append((n, sys.exception()))


def steps(n):
    try:
        yield 1
        raise OSError(n)
    except OSError as error:
        time.sleep(0.001)
        yield sys.exception() is error
        yield 3
    finally:
        time.sleep(0.001)
        log.append((n, "finally"))


def generate(n):
    try:
        raise IndexError(n)
    except IndexError as error:
        values = []
        for value in steps(n):
            time.sleep(0.001)
            values.append((value, sys.exception() is error))
        log.append((n, values, sys.exception() is error))


try:
    raise RuntimeError("main")
except RuntimeError as error:
    threads = [threading.Thread(target=f, args=(n,)) for n, f in enumerate([handler, generate] * 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("main", sys.exception() is error)
print(sys.exception())
for entry in sorted(log, key=lambda e: (e[0], str(e[1]))):
    print(*entry)


def reraise(n):
    try:
        try:
            raise ValueError(n)
        finally:
            time.sleep(0.001 * n)
    except ValueError as error:
        time.sleep(0.001)
        try:
            raise
        except ValueError as again:
            results[n] = again is error and again.__context__ is None


results = [None] * 4
threads = [threading.Thread(target=reraise, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
