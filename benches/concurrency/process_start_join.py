"""100 multiprocessing.Process objects started and joined"""

from multiprocessing import Process


def work(n):
    return n


if __name__ == "__main__":
    codes = set()
    for n in range(100):
        process = Process(target=work, args=(n,))
        process.start()
        process.join()
        codes.add(process.exitcode)
    print(codes)
