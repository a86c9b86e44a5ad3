"""Pool: its ways to call, results, errors with their remote tracebacks, its end."""

import multiprocessing as mp
from multiprocessing.pool import ThreadPool


def square(x):
    if x == 13:
        raise ValueError("unlucky")
    return x * x


def start(value):
    global offset
    offset = value


def shifted(x):
    return x + offset


if __name__ == "__main__":
    with mp.Pool(3) as pool:
        print(pool.map(square, range(10)), pool.map(square, []), pool.apply(square, (5,)))
        print(list(pool.imap(square, range(5))), list(pool.imap(square, range(5), 2)))
        print(sorted(pool.imap_unordered(square, range(5))))
        print(pool.starmap(pow, [(2, 3), (3, 2)]))
        got = []
        result = pool.apply_async(square, (4,), callback=got.append)
        print(result.get(5), result.ready(), result.successful(), got)
        result = pool.map_async(square, [1, 13, 2], error_callback=lambda e: got.append(repr(e)))
        result.wait(5)
        print(result.successful(), got)
        for call in (lambda: pool.apply(square, (13,)), lambda: pool.map(square, [13]),
                     lambda: list(pool.imap(square, [1, 13]))):
            try:
                call()
            except ValueError as error:
                print(repr(error), type(error.__cause__).__name__,
                      "in square" in str(error.__cause__))
        print(pool)
        try:
            pool.join()
        except ValueError as error:
            print(error)
    pool = mp.Pool(2, start, (100,))
    print(pool.map(shifted, range(3)))
    pool.close()
    pool.join()
    try:
        pool.apply(square, (1,))
    except ValueError as error:
        print(error)
    with mp.Pool(1, maxtasksperchild=1) as pool:
        print(pool.map(square, range(3), 1))
    with ThreadPool(4) as pool:
        print(pool.map(square, range(5)))
    for bad in (lambda: mp.Pool(0), lambda: mp.Pool(1, 5), lambda: mp.Pool(1, maxtasksperchild=0)):
        try:
            bad()
        except Exception as error:
            print(type(error).__name__, error)
