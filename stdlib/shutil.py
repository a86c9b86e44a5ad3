"""High-level operations on files and collections of files.

Archives are packed and unpacked by zipfile and tarfile.
"""

import errno as _errno
import os
import stat as _stat

__all__ = [
    "copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move",
    "rmtree", "Error", "SpecialFileError", "ExecError", "make_archive", "get_archive_formats",
    "register_archive_format", "unregister_archive_format", "get_unpack_formats",
    "register_unpack_format", "unregister_unpack_format", "unpack_archive", "ignore_patterns",
    "chown", "which", "get_terminal_size", "SameFileError", "disk_usage",
]

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    """An operation on several files failed."""


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """The operation is not possible on this kind of file, such as a named pipe."""


class ExecError(OSError):
    """A command could not be executed."""


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """A registry operation with the archiving or unpacking registries fails."""


# ---- one file ----------------------------------------------------------------------------------


def copyfileobj(fsrc, fdst, length=0):
    """copy data from file-like object fsrc to file-like object fdst"""
    length = length or COPY_BUFSIZE
    read, write = fsrc.read, fdst.write
    while data := read(length):
        write(data)


def _samefile(src, dst):
    if isinstance(src, os.DirEntry):
        try:
            return os.path.samestat(src.stat(), os.stat(dst))
        except OSError:
            return False
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy data from src to dst in the most efficient way possible."""
    if _samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if _stat.S_ISFIFO(mode):
            shown = path.path if isinstance(path, os.DirEntry) else path
            raise SpecialFileError(f"`{shown}` is a named pipe")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc:
        try:
            with open(dst, "wb") as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as error:
            if os.path.exists(dst):
                raise
            # The system says that of a missing folder with a slash behind it.
            raise FileNotFoundError(f"Directory does not exist: {dst}") from error
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy mode bits from src to dst."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        # Links have no mode of their own here.
        return
    os.chmod(dst, _stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy file metadata."""
    follow = follow_symlinks or not (os.path.islink(src) and os.path.islink(dst))
    if isinstance(src, os.DirEntry):
        info = src.stat(follow_symlinks=follow)
    else:
        info = os.stat(src, follow_symlinks=follow)
    os.utime(dst, ns=(info.st_atime_ns, info.st_mtime_ns), follow_symlinks=follow)
    if follow:
        os.chmod(dst, _stat.S_IMODE(info.st_mode))


def _into(src, dst):
    """The name of a copy: within dst, if that is a folder."""
    if os.path.isdir(dst):
        return os.path.join(dst, os.path.basename(src))
    return dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy data and mode bits ("cp src dst"). Return the file's destination."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy data and metadata. Return the file's destination."""
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- folders -----------------------------------------------------------------------------------


def ignore_patterns(*patterns):
    """Function that can be used as copytree() ignore parameter."""

    def _ignore_patterns(path, names):
        import fnmatch

        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)

    return _ignore_patterns


def copytree(
    src,
    dst,
    symlinks=False,
    ignore=None,
    copy_function=copy2,
    ignore_dangling_symlinks=False,
    dirs_exist_ok=False,
):
    """Recursively copy a directory tree and return the destination directory."""
    with os.scandir(src) as found:
        entries = list(found)
    ignored = set()
    if ignore is not None:
        ignored = set(ignore(os.fspath(src), [entry.name for entry in entries]))
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        source = os.path.join(src, entry.name)
        target = os.path.join(dst, entry.name)
        given = entry if copy_function in (copy, copy2) else source
        try:
            if entry.is_symlink():
                link = os.readlink(source)
                if symlinks:
                    os.symlink(link, target)
                    copystat(given, target, follow_symlinks=False)
                    continue
                if not os.path.exists(source) and ignore_dangling_symlinks:
                    continue
            if entry.is_dir():
                copytree(
                    given, target, symlinks, ignore, copy_function, ignore_dangling_symlinks,
                    dirs_exist_ok,
                )
            else:
                copy_function(given, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def _raise(function, path, error):
    raise error


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Recursively delete a directory tree."""
    if onerror is not None:
        import warnings

        warnings.warn("onerror argument is deprecated, use onexc instead", DeprecationWarning, 2)
    if dir_fd is not None:
        path = os.path.join(os.readlink(f"/proc/self/fd/{dir_fd}"), path)
    if ignore_errors:

        def handle(function, name, error):
            pass

    elif onexc is not None:
        handle = onexc
    elif onerror is not None:

        def handle(function, name, error):
            return onerror(function, name, (type(error), error, error.__traceback__))

    else:
        handle = _raise
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    try:
        is_link = os.path.islink(path)
        mode = os.lstat(path).st_mode
    except OSError as error:
        handle(os.lstat, path, error)
        return
    if is_link:
        try:
            raise OSError("Cannot call rmtree on a symbolic link")
        except OSError as error:
            handle(os.path.islink, path, error)
        return
    if not _stat.S_ISDIR(mode):
        try:
            os.scandir(path)
        except OSError as error:
            handle(os.scandir, path, error)
        return
    _empty(path, handle)


def _empty(top, handle):
    """Remove a folder and what is in it, deepest first."""
    # Folders to look into, and, wrapped in a tuple, folders that are empty by now.
    waiting = [top]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            (folder,) = current
            try:
                os.rmdir(folder)
            except FileNotFoundError:
                continue
            except OSError as error:
                handle(os.rmdir, folder, error)
            continue
        try:
            with os.scandir(current) as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        except OSError as error:
            handle(os.scandir, current, error)
            entries = []
        waiting.append((current,))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
                continue
            try:
                os.unlink(entry.path)
            except FileNotFoundError:
                continue
            except OSError as error:
                handle(os.unlink, entry.path, error)


rmtree.avoids_symlink_attacks = False


def _destinsrc(src, dst):
    src, dst = os.path.abspath(src), os.path.abspath(dst)
    if not src.endswith(os.sep):
        src += os.sep
    if not dst.endswith(os.sep):
        dst += os.sep
    return dst.startswith(src)


def move(src, dst, copy_function=copy2):
    """Recursively move a file or directory to another location."""
    real_dst = dst
    if os.path.isdir(dst):
        if _samefile(src, dst) and not os.path.islink(src):
            # The same folder under a name with other letter case, perhaps.
            os.rename(src, dst)
            return None
        name = os.path.basename(os.fspath(src).rstrip(os.sep))
        real_dst = os.path.join(dst, name)
        if os.path.exists(real_dst):
            raise Error(f"Destination path '{real_dst}' already exists")
    try:
        os.rename(src, real_dst)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real_dst)
            os.unlink(src)
        elif os.path.isdir(src):
            if _destinsrc(src, dst):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, real_dst, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real_dst)
            os.unlink(src)
    return real_dst


# ---- the system --------------------------------------------------------------------------------


def disk_usage(path):
    """Return disk usage statistics about the given path."""
    info = os.statvfs(path)
    total = info.f_blocks * info.f_frsize
    used = (info.f_blocks - info.f_bfree) * info.f_frsize
    return _usage()(total, used, info.f_bavail * info.f_frsize)


_usage_class = None


def _usage():
    global _usage_class
    if _usage_class is None:
        from collections import namedtuple

        _usage_class = namedtuple("usage", "total used free", module=__name__)
    return _usage_class


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Change owner user and group of the given path."""
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    uid = -1 if user is None else user
    gid = -1 if group is None else group
    if isinstance(user, str):
        uid = _find(user, "/etc/passwd", "user")
    if isinstance(group, str):
        gid = _find(group, "/etc/group", "group")
    os.chown(path, uid, gid, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def _find(name, path, kind):
    """The number of a user or group in one of the system's tables."""
    with open(path) as table:
        for line in table:
            fields = line.rstrip("\n").split(":")
            if fields[0] == name:
                return int(fields[2])
    raise LookupError(f"no such {kind}: {name!r}")


def get_terminal_size(fallback=(80, 24)):
    """Get the size of the terminal window."""
    import sys

    sizes = []
    for name in ("COLUMNS", "LINES"):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    columns, lines = sizes
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        if columns <= 0:
            columns = size.columns or fallback[0]
        if lines <= 0:
            lines = size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def _access_check(name, mode):
    return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Given a command, mode, and a PATH string, return the path of the command."""
    folder, _ = os.path.split(cmd)
    if folder:
        return cmd if _access_check(cmd, mode) else None
    use_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get("PATH")
        if path is None:
            path = os.defpath
    if not path:
        return None
    if use_bytes:
        folders = os.fsencode(path).split(os.fsencode(os.pathsep))
    else:
        folders = os.fsdecode(path).split(os.pathsep)
    seen = set()
    for folder in folders:
        if folder in seen:
            continue
        seen.add(folder)
        name = os.path.join(folder, cmd)
        if _access_check(name, mode):
            return name
    return None


# ---- archives ----------------------------------------------------------------------------------

_ARCHIVE_FORMATS = {
    "tar": (None, [], "uncompressed tar file"),
    "gztar": (None, [], "gzip'ed tar-file"),
    "bztar": (None, [], "bzip2'ed tar-file"),
    "xztar": (None, [], "xz'ed tar-file"),
    "zip": (None, [], "ZIP file"),
}
_UNPACK_FORMATS = {
    "tar": ([".tar"], None, [], "uncompressed tar file"),
    "zip": ([".zip"], None, [], "ZIP file"),
    "gztar": ([".tar.gz", ".tgz"], None, [], "gzip'ed tar-file"),
    "bztar": ([".tar.bz2", ".tbz2"], None, [], "bzip2'ed tar-file"),
    "xztar": ([".tar.xz", ".txz"], None, [], "xz'ed tar-file"),
}


def get_archive_formats():
    """Returns a list of supported formats for archiving and unarchiving."""
    return sorted((name, entry[2]) for name, entry in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=""):
    """Registers an archive format."""
    if not callable(function):
        raise TypeError(f"The {function} object is not callable")
    extra_args = [] if extra_args is None else extra_args
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    if any(not isinstance(a, (tuple, list)) or len(a) != 2 for a in extra_args):
        raise TypeError("extra_args elements are : (arg_name, value)")
    _ARCHIVE_FORMATS[name] = (function, extra_args, description)


def unregister_archive_format(name):
    """Removes an archive format."""
    del _ARCHIVE_FORMATS[name]


def make_archive(
    base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
    logger=None,
):
    """Create an archive file (eg. zip or tar)."""
    try:
        function, extra, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError(f"unknown archive format {format!r}") from None
    base_name = os.path.abspath(os.fspath(base_name))
    if root_dir is not None:
        root_dir = os.fspath(root_dir)
        if not os.path.isdir(root_dir):
            raise NotADirectoryError(_errno.ENOTDIR, os.strerror(_errno.ENOTDIR), root_dir)
    if base_dir is None:
        base_dir = os.curdir
    if function is not None:
        options = {name: value for name, value in extra}
        before = os.getcwd()
        if root_dir is not None:
            os.chdir(root_dir)
        try:
            return function(base_name, base_dir, dry_run=dry_run, logger=logger, **options)
        finally:
            os.chdir(before)
    if format == "zip":
        return _make_zip(base_name, base_dir, root_dir, dry_run)
    return _make_tar(base_name, base_dir, root_dir, dry_run, format, owner, group)


def _make_zip(base_name, base_dir, root_dir, dry_run):
    """A zip archive of base_dir, which is looked for in root_dir."""
    import zipfile
    archive = base_name + ".zip"
    if dry_run:
        return archive
    folder = os.path.dirname(archive)
    if folder and not os.path.exists(folder):
        os.makedirs(folder)
    top = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
    inside = os.path.normpath(base_dir)
    with zipfile.ZipFile(archive, "w", compression=zipfile.ZIP_DEFLATED) as target:
        if inside != os.curdir:
            target.write(top, inside)
        for place, folders, files in os.walk(top):
            below = os.path.normpath(os.path.join(base_dir, os.path.relpath(place, top)))
            folders.sort()
            for name in folders:
                target.write(os.path.join(place, name), os.path.normpath(
                    os.path.join(below, name)))
            for name in sorted(files):
                path = os.path.join(place, name)
                if os.path.isfile(path):
                    target.write(path, os.path.normpath(os.path.join(below, name)))
    return archive


def _make_tar(base_name, base_dir, root_dir, dry_run, format, owner, group):
    """A tar archive of base_dir, which is looked for in root_dir."""
    import tarfile
    kind = {"gztar": "gz", "bztar": "bz2", "xztar": "xz"}.get(format, "")
    archive = base_name + ".tar" + (f".{kind}" if kind else "")
    if dry_run:
        return archive
    folder = os.path.dirname(archive)
    if folder and not os.path.exists(folder):
        os.makedirs(folder)
    uid = None if owner is None else _number_of("pwd", "getpwnam", owner)
    gid = None if group is None else _number_of("grp", "getgrnam", group)

    def owned(member):
        if gid is not None:
            member.gid, member.gname = gid, group
        if uid is not None:
            member.uid, member.uname = uid, owner
        return member

    top = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
    with tarfile.open(archive, f"w:{kind}") as target:
        target.add(top, base_dir, filter=owned)
    return archive


def _number_of(module, function, name):
    """The number of a user or group, None if there is none."""
    try:
        return getattr(__import__(module), function)(name)[2]
    except (ImportError, KeyError):
        return None


def get_unpack_formats():
    """Returns a list of supported formats for unpacking."""
    return sorted((name, entry[0], entry[3]) for name, entry in _UNPACK_FORMATS.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Registers an unpack format."""
    known = {e: n for n, entry in _UNPACK_FORMATS.items() for e in entry[0]}
    for extension in extensions:
        if extension in known:
            raise RegistryError(f"{extension} is already registered for \"{known[extension]}\"")
    if not callable(function):
        raise TypeError("The registered function must be a callable")
    _UNPACK_FORMATS[name] = (extensions, function, extra_args or [], description)


def unregister_unpack_format(name):
    """Removes the pack format from the registry."""
    del _UNPACK_FORMATS[name]


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpack an archive."""
    extract_dir = os.getcwd() if extract_dir is None else os.fspath(extract_dir)
    filename = os.fspath(filename)
    if format is None:
        for name, entry in _UNPACK_FORMATS.items():
            if any(filename.endswith(extension) for extension in entry[0]):
                format = name
                break
        else:
            raise ReadError(f"Unknown archive format '{filename}'")
    try:
        _, function, extra, _ = _UNPACK_FORMATS[format]
    except KeyError:
        raise ValueError(f"Unknown unpack format '{format}'") from None
    if function is not None:
        function(filename, extract_dir, **dict(extra))
        return
    if format == "zip":
        _unpack_zip(filename, extract_dir)
        return
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f"{filename} is not a compressed or uncompressed tar file") from None
    with archive:
        archive.extractall(extract_dir, filter=filter)


def _unpack_zip(filename, extract_dir):
    """Unpack a zip archive; members whose names lead elsewhere are left out."""
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f"{filename} is not a zip file")
    with zipfile.ZipFile(filename) as archive:
        for member in archive.infolist():
            name = member.filename
            if name.startswith("/") or ".." in name:
                continue
            path = os.path.join(extract_dir, *name.split("/"))
            folder = os.path.dirname(path)
            if not os.path.isdir(folder):
                os.makedirs(folder)
            if not name.endswith("/"):
                with archive.open(name, "r") as source, open(path, "wb") as target:
                    copyfileobj(source, target)
