"""The filters of extraction: what may be written where (PEP 706)."""

import os

from tarfile._headers import TarError


class FilterError(TarError):
    """A filter does not let a member through."""


class AbsolutePathError(FilterError):
    """A member has an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"member {tarinfo.name!r} has an absolute path")


class OutsideDestinationError(FilterError):
    """A member would be written outside of the folder."""

    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f"{tarinfo.name!r} would be extracted to {path!r}, which is outside the "
                         "destination")


class SpecialFileError(FilterError):
    """A member is a device or a pipe."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a special file")


class AbsoluteLinkError(FilterError):
    """A link leads to an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a link to an absolute path")


class LinkOutsideDestinationError(FilterError):
    """A link leads outside of the folder."""

    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f"{tarinfo.name!r} would link to {path!r}, which is outside the "
                         "destination")


for _each in (FilterError, AbsolutePathError, OutsideDestinationError, SpecialFileError,
              AbsoluteLinkError, LinkOutsideDestinationError):
    _each.__module__ = "tarfile"


def _changes(member, folder, for_data):
    """What a filter changes of a member; an error for what it does not let through."""
    changes = {}
    name = member.name
    folder = os.path.realpath(folder)
    if name.startswith(("/", os.sep)):
        name = changes["name"] = member.path.lstrip("/" + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    target = os.path.realpath(os.path.join(folder, name))
    if os.path.commonpath([target, folder]) != folder:
        raise OutsideDestinationError(member, target)
    mode = member.mode
    if mode is not None:
        # Nobody else may write, and no program runs as its owner.
        mode &= 0o755
        if for_data:
            if member.isreg() or member.islnk():
                if not mode & 0o100:
                    mode &= ~0o111
                mode |= 0o600
            elif member.isdir() or member.issym():
                mode = None
            else:
                raise SpecialFileError(member)
        if mode != member.mode:
            changes["mode"] = mode
    if for_data:
        for owner in ("uid", "gid", "uname", "gname"):
            if getattr(member, owner) is not None:
                changes[owner] = None
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            base = os.path.join(folder, os.path.dirname(name)) if member.issym() else folder
            leads = os.path.realpath(os.path.join(base, member.linkname))
            if os.path.commonpath([leads, folder]) != folder:
                raise LinkOutsideDestinationError(member, leads)
    return changes


def fully_trusted_filter(member, dest_path):
    """Everything as it is."""
    return member


def tar_filter(member, dest_path):
    """No absolute paths, nothing outside, no special permissions."""
    changes = _changes(member, dest_path, False)
    return member.replace(**changes, deep=False) if changes else member


def data_filter(member, dest_path):
    """The same, and only what data needs: no owners, no devices, no links outside."""
    changes = _changes(member, dest_path, True)
    return member.replace(**changes, deep=False) if changes else member


_NAMED = {"fully_trusted": fully_trusted_filter, "tar": tar_filter, "data": data_filter}


def find_filter(filter):
    """The filter of a name, or the function itself."""
    if callable(filter):
        return filter
    try:
        return _NAMED[filter]
    except KeyError:
        raise ValueError(f"filter {filter!r} not found") from None
