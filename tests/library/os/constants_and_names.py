# Constants of os on a POSIX system, and error names.
import errno
import os

print(os.name, repr(os.sep), repr(os.altsep), repr(os.extsep), repr(os.pathsep), repr(os.linesep))
print(repr(os.curdir), repr(os.pardir), os.devnull, os.path is __import__("posixpath"))
print(os.SEEK_SET, os.SEEK_CUR, os.SEEK_END, os.F_OK, os.R_OK, os.W_OK, os.X_OK)
print(os.O_RDONLY, os.O_WRONLY, os.O_RDWR)
for code in [
    errno.ENOENT,
    errno.EEXIST,
    errno.EACCES,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.ENOTEMPTY,
    errno.EINVAL,
    errno.EBADF,
]:
    print(code, errno.errorcode[code], os.strerror(code), type(OSError(code, "x")).__name__)
print(OSError(2, "no file", "name.txt"), repr(OSError(2, "no file", "name.txt")))
print(os.error is OSError, isinstance(os.getpid(), int), os.cpu_count() >= 1)
print(os.path.exists(os.devnull), open(os.devnull).read() == "")
