"""Pool.map of 10,000 small tasks over 2 workers, each sent by itself"""

from multiprocessing import Pool


def square(n):
    return n * n


if __name__ == "__main__":
    with Pool(2) as pool:
        print(sum(pool.map(square, range(10_000), chunksize=1)))
