"""Executors of threads and processes; futures in all their states."""

import concurrent.futures as cf
import os
import threading
import time


def square(x):
    if x == 13:
        raise ValueError("unlucky")
    return x * x


def die():
    os._exit(1)


if __name__ == "__main__":
    with cf.ThreadPoolExecutor(2) as pool:
        print(list(pool.map(square, range(5))), pool.submit(square, 6).result())
        future = pool.submit(square, 13)
        print(repr(future.exception()), future.done(), future.cancelled())
        gate = threading.Event()
        waiting = [pool.submit(gate.wait) for _ in range(2)]
        queued = pool.submit(square, 2)
        time.sleep(0.1)
        print(queued.cancel(), queued.cancelled(), waiting[0].cancel())
        try:
            queued.result()
        except cf.CancelledError as error:
            print(type(error).__name__)
        try:
            waiting[0].result(timeout=0.01)
        except TimeoutError:
            print("timeout")
        gate.set()
        futures = [pool.submit(time.sleep, n / 50) for n in (2, 0)]
        print([futures.index(f) for f in cf.as_completed(futures)])
        done, rest = cf.wait([pool.submit(time.sleep, 0.2), pool.submit(square, 1)],
                             return_when=cf.FIRST_COMPLETED)
        print(len(done), len(rest))
        called = []
        future = pool.submit(square, 3)
        future.add_done_callback(lambda f: called.append(f.result()))
        future.result()
    print(called)
    try:
        pool.submit(square, 1)
    except RuntimeError as error:
        print(error)
    with cf.ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, range(8), chunksize=3)))
        try:
            pool.submit(square, 13).result()
        except ValueError as error:
            print(error, type(error.__cause__).__name__)
    with cf.ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(die).result()
        except cf.process.BrokenProcessPool as error:
            print(error)
    for bad in (lambda: cf.ThreadPoolExecutor(0), lambda: cf.ProcessPoolExecutor(-1),
                lambda: cf.ThreadPoolExecutor(initializer=5)):
        try:
            bad()
        except Exception as error:
            print(type(error).__name__, error)
    future = cf.Future()
    future.set_result(5)
    try:
        future.set_result(6)
    except cf.InvalidStateError as error:
        print(str(error).split(":")[0])
