"""What goes wrong in other processes: killed workers, exceptions, full queues, broken pipes."""

import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import JoinableQueue, Pipe, Pool, Process, Queue, TimeoutError
from multiprocessing.managers import SyncManager
from queue import Empty, Full


def square(n):
    return n * n


def kill_me(n):
    os.kill(os.getpid(), signal.SIGKILL)


def fail(n):
    raise ValueError(f"no {n}")


def leave(code):
    sys.exit(code)


def quietly(function, *args):
    # The traceback of a child names files of the library.
    sys.stderr = open(os.devnull, "w")
    function(*args)


def exit_codes():
    for function, arg in [
        (square, 2), (fail, 1), (leave, None), (leave, 3), (leave, "a text"), (kill_me, 0),
        (os._exit, 7), (time.sleep, 100),
    ]:
        process = Process(target=quietly, args=(function, arg))
        process.start()
        if function is time.sleep:
            process.terminate()
        process.join()
        print(function.__name__, arg, process.exitcode, process.is_alive())
        process.close()
    try:
        process.is_alive()
    except ValueError as error:
        print(error)


def killed_worker():
    with Pool(2) as pool:
        before = {worker.pid for worker in pool._pool}
        lost = pool.apply_async(kill_me, (0,))
        try:
            lost.get(timeout=0.4)
        except TimeoutError as error:
            print("TimeoutError", error.args)
        print(pool.map(square, range(10)))
        after = {worker.pid for worker in pool._pool}
        print("replaced", len(after - before), "of", len(after))
        try:
            pool.map(fail, [1])
        except ValueError as error:
            print(error, type(error.__cause__).__name__)
            print("raise ValueError" in str(error.__cause__))


def broken_executor():
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(kill_me, 0)
        try:
            future.result()
        except BrokenProcessPool as error:
            print(error)
        try:
            executor.submit(square, 2)
        except BrokenProcessPool as error:
            print(error)


def full_and_empty():
    queue = Queue(1)
    queue.put("one")
    for timeout in (None, 0.01):
        try:
            queue.put("two", block=timeout is not None, timeout=timeout)
        except Full as error:
            print("Full", error.args, queue.full())
    print(queue.get())
    for timeout in (None, 0.01):
        try:
            queue.get(block=timeout is not None, timeout=timeout)
        except Empty as error:
            print("Empty", error.args)
    queue.close()
    try:
        queue.put(1)
    except ValueError as error:
        print("closed" in str(error))
    tasks = JoinableQueue()
    tasks.put(1)
    tasks.get()
    tasks.task_done()
    tasks.join()
    try:
        tasks.task_done()
    except ValueError as error:
        print(error)


def broken_pipes():
    left, right = Pipe()
    right.close()
    try:
        left.send("x")
    except BrokenPipeError as error:
        print(error)
    try:
        left.recv()
    except (EOFError, ConnectionResetError) as error:
        print(type(error).__name__)
    left.close()
    try:
        left.send(1)
    except OSError as error:
        print(error)
    reader, writer = Pipe(duplex=False)
    for end, name in ((reader, "send"), (writer, "recv")):
        try:
            getattr(end, name)(*(["x"] if name == "send" else []))
        except OSError as error:
            print(error)
    os.write(writer.fileno(), b"\0\0\0\x0ahalf")
    writer.close()
    try:
        reader.recv()
    except OSError as error:
        print(error)
    try:
        Pipe()[0].send(lambda: 0)
    except Exception as error:
        print(type(error).__name__)


def manager_survives():
    with SyncManager() as manager:
        numbers = manager.list([1])
        try:
            numbers.index(5)
        except ValueError as error:
            print(error, "Traceback" in str(error.__cause__))
        try:
            numbers.append(lambda: 0)
        except Exception as error:
            print(type(error).__name__)
        process = Process(target=quietly, args=(numbers.__setitem__, 7, 1))
        process.start()
        process.join()
        print(process.exitcode, numbers)
        pid = manager._process.pid
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        print("the manager's process is gone")


if __name__ == "__main__":
    exit_codes()
    killed_worker()
    broken_executor()
    full_and_empty()
    broken_pipes()
    manager_survives()
