"""High-level operations on files and folders."""

import os
import stat
import sys

__all__ = [
    "copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move",
    "rmtree", "Error", "SpecialFileError", "SameFileError", "ignore_patterns", "disk_usage",
    "which", "get_terminal_size", "make_archive", "unpack_archive",
]

COPY_BUFSIZE = 256 * 1024


class Error(OSError):
    """Several operations failed: the argument lists source, target and reason of each."""


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """The operation is not possible on a special file, such as a named pipe."""


def copyfileobj(fsrc, fdst, length=0):
    """Copy from one open file to another, a piece at a time."""
    length = length or COPY_BUFSIZE
    while piece := fsrc.read(length):
        fdst.write(piece)


def _same(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the content of a file; the path of the new file is returned."""
    if _same(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError("`%s` is a named pipe" % path)
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc:
        try:
            with open(dst, "wb") as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as e:
            if not os.path.exists(dst):
                raise FileNotFoundError(f"Directory does not exist: {dst}") from e
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permission bits."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permission bits and times."""
    follow = follow_symlinks or not (os.path.islink(src) and os.path.islink(dst))
    if not follow:
        return
    info = os.stat(src)
    os.utime(dst, ns=(info.st_atime_ns, info.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(info.st_mode))


def _into(src, dst):
    if os.path.isdir(dst):
        return os.path.join(dst, os.path.basename(src))
    return dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy content and permission bits, into a folder too."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy content, permission bits and times, into a folder too."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """A function for copytree's ignore: names that match one of the patterns are left out."""
    import fnmatch

    def ignore(path, names):
        left_out = []
        for pattern in patterns:
            left_out.extend(fnmatch.filter(names, pattern))
        return set(left_out)

    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a whole folder; the path of the new one is returned."""
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in ignored:
            continue
        source = os.path.join(src, name)
        target = os.path.join(dst, name)
        try:
            if os.path.islink(source):
                link = os.readlink(source)
                if symlinks:
                    os.symlink(link, target)
                    continue
                if not os.path.exists(source) and ignore_dangling_symlinks:
                    continue
            if os.path.isdir(source):
                copytree(source, target, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as e:
            errors.extend(e.args[0])
        except OSError as e:
            errors.append((source, target, str(e)))
    try:
        copystat(src, dst)
    except OSError as e:
        errors.append((src, dst, str(e)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a folder and all that is in it."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")

    def report(function, name, exc):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, exc)
        elif onerror is not None:
            onerror(function, name, (type(exc), exc, exc.__traceback__))
        else:
            raise exc

    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
    except OSError as e:
        report(os.path.islink, path, e)
        return
    try:
        names = os.listdir(path)
    except OSError as e:
        report(os.lstat if isinstance(e, FileNotFoundError) else os.scandir, path, e)
        return
    for name in names:
        full = os.path.join(path, name)
        if os.path.isdir(full) and not os.path.islink(full):
            rmtree(full, ignore_errors, onerror, onexc=onexc)
        else:
            try:
                os.unlink(full)
            except OSError as e:
                report(os.unlink, full, e)
    try:
        os.rmdir(path)
    except OSError as e:
        report(os.rmdir, path, e)


def _inside(src, dst):
    src = os.path.join(os.path.abspath(src), "")
    dst = os.path.join(os.path.abspath(dst), "")
    return dst.startswith(src)


def move(src, dst, copy_function=copy2):
    """Move a file or folder; across file systems it is copied and then removed."""
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst):
            os.rename(src, dst)
            return target
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip(os.path.sep)))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if _inside(src, dst):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the program that a command would run, or None."""

    def usable(name):
        return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)

    if os.path.dirname(cmd):
        return cmd if usable(cmd) else None
    if path is None:
        path = os.environ.get("PATH", "/bin:/usr/bin")
    if not path:
        return None
    for folder in dict.fromkeys(os.fspath(path).split(os.pathsep)):
        name = os.path.join(folder, cmd)
        if usable(name):
            return name
    return None


def disk_usage(path):
    """Total, used and free bytes of the file system that a path is on."""
    raise NotImplementedError("shutil.disk_usage is not supported by biji yet")


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines of the terminal, from the environment first."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    try:
        lines = int(os.environ["LINES"])
    except (KeyError, ValueError):
        lines = 0
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        columns = columns if columns > 0 else size.columns or fallback[0]
        lines = lines if lines > 0 else size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0,
                 owner=None, group=None, logger=None):
    """Not supported yet."""
    raise NotImplementedError("shutil.make_archive is not supported by biji yet")


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Not supported yet."""
    raise NotImplementedError("shutil.unpack_archive is not supported by biji yet")
