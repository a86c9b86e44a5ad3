"""What processes share: queues, pipes, locks, values, managers."""

import multiprocessing as mp
import queue


def produce(out, count):
    for i in range(count):
        out.put(i)


def add(value, lock, times):
    for _ in range(times):
        with lock:
            value.value += 1


def talk(end):
    end.send([x * 2 for x in end.recv()])
    end.close()


def fill(shared, names, event):
    shared["child"] = len(names)
    names.append("child")
    event.wait(5)
    shared["woken"] = True


if __name__ == "__main__":
    out = mp.Queue()
    children = [mp.Process(target=produce, args=(out, 50)) for _ in range(2)]
    for child in children:
        child.start()
    print(sum(out.get() for _ in range(100)))
    for child in children:
        child.join()
    try:
        out.get(timeout=0.01)
    except queue.Empty:
        print("empty")
    small = mp.Queue(1)
    small.put("x")
    try:
        small.put("y", block=False)
    except queue.Full:
        print("full", small.full(), small.qsize())
    big = mp.Queue()
    big.put("z" * 1_000_000)
    print(len(big.get()))

    value, lock = mp.Value("i", 0), mp.Lock()
    children = [mp.Process(target=add, args=(value, lock, 100)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(value.value, lock, value)
    print(mp.Array("d", [1.5, 2])[:], mp.Array("i", 3)[:], mp.RawValue("d", 2).value)

    ours, theirs = mp.Pipe()
    child = mp.Process(target=talk, args=(theirs,))
    child.start()
    theirs.close()
    ours.send([1, 2])
    print(ours.recv())
    child.join()
    try:
        ours.recv()
    except EOFError:
        print("end")
    read, write = mp.Pipe(duplex=False)
    write.send_bytes(b"bytes")
    print(read.poll(), read.recv_bytes(), read.poll())
    for call in (lambda: write.recv(), lambda: read.send(1), lambda: lock.release()):
        try:
            call()
        except (OSError, ValueError) as error:
            print(type(error).__name__, error)

    with mp.Manager() as manager:
        shared, names, event = manager.dict(), manager.list(["a"]), manager.Event()
        child = mp.Process(target=fill, args=(shared, names, event))
        child.start()
        event.set()
        child.join()
        print(shared.copy(), list(names), shared, len(names))
        space = manager.Namespace()
        space.x = 1
        print(space.x, space, manager.Value("i", 5).value)
        try:
            shared["nothing"]
        except KeyError as error:
            print(repr(error))

    semaphore, event = mp.BoundedSemaphore(1), mp.Event()
    print(semaphore.acquire(), semaphore.acquire(False), semaphore)
    print(event.is_set(), event.wait(0.01), event.set(), event.is_set())
    tasks = mp.JoinableQueue()
    tasks.put(1)
    tasks.get()
    tasks.task_done()
    tasks.join()
    try:
        tasks.task_done()
    except ValueError as error:
        print(error)
