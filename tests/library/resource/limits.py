"""Limits of the process and of others; what was used."""
import resource


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
print(resource.prlimit(0, resource.RLIMIT_NOFILE)[0])
print(resource.prlimit(0, resource.RLIMIT_NOFILE, (90, hard))[0])
print(resource.getrlimit(resource.RLIMIT_OFILE)[0])
resource.setrlimit(resource.RLIMIT_CORE, [0, 0])
print(resource.getrlimit(resource.RLIMIT_CORE), resource.RLIM_INFINITY)
show(lambda: resource.getrlimit(99))
show(lambda: resource.getrlimit("a"))
show(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, 5))
show(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1,)))
show(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5, 1)))
show(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5, "a")))
show(lambda: resource.prlimit(2**22 + 1, resource.RLIMIT_NOFILE))
used = resource.getrusage(resource.RUSAGE_SELF)
print(type(used), len(used), used.ru_utime >= 0, used.ru_maxrss > 0, used[0] == used.ru_utime)
show(lambda: resource.getrusage(9))
print(resource.getpagesize(), resource.error)
