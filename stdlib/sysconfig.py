"""Paths and settings of this interpreter, as far as there are any.

biji is one program without headers and libraries, so the variables that a C build would have are
missing: `get_config_var` gives None for them.
"""

import os
import sys

__all__ = ["get_config_h_filename", "get_config_var", "get_config_vars",
           "get_makefile_filename", "get_path", "get_path_names", "get_paths", "get_platform",
           "get_python_version", "get_scheme_names", "parse_config_h"]

_SCHEME = {
    "stdlib": "{base}/lib/python{version}",
    "platstdlib": "{base}/lib/python{version}",
    "purelib": "{base}/lib/python{version}/site-packages",
    "platlib": "{base}/lib/python{version}/site-packages",
    "include": "{base}/include/python{version}",
    "platinclude": "{base}/include/python{version}",
    "scripts": "{base}/bin",
    "data": "{base}",
}


def get_python_version():
    """The version as `3.13`."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def get_scheme_names():
    """The names of the installation schemes."""
    return ("posix_prefix",)


def get_default_scheme():
    """The name of the scheme in use."""
    return "posix_prefix"


def get_preferred_scheme(key):
    """The name of the scheme for a purpose."""
    if key not in ("prefix", "home", "user"):
        raise ValueError(f"unknown key: {key!r}")
    return "posix_prefix"


def get_path_names():
    """The names of the paths."""
    return tuple(_SCHEME)


def get_paths(scheme="posix_prefix", vars=None, expand=True):
    """All paths."""
    if scheme != "posix_prefix":
        raise KeyError(scheme)
    values = {"base": sys.prefix, "version": get_python_version()}
    values.update(vars or {})
    if not expand:
        return dict(_SCHEME)
    return {name: text.format(**values) for name, text in _SCHEME.items()}


def get_path(name, scheme="posix_prefix", vars=None, expand=True):
    """A path."""
    return get_paths(scheme, vars, expand)[name]


def get_config_vars(*args):
    """The variables, or the values of some."""
    values = {
        "prefix": sys.prefix,
        "exec_prefix": sys.exec_prefix,
        "py_version": ".".join(map(str, sys.version_info[:3])),
        "py_version_short": get_python_version(),
        "py_version_nodot": get_python_version().replace(".", ""),
        "installed_base": sys.base_prefix,
        "base": sys.prefix,
        "platbase": sys.exec_prefix,
        "platlibdir": sys.platlibdir,
        "abiflags": "",
        "EXE": "",
        "EXT_SUFFIX": None,
        "userbase": os.path.expanduser("~/.local"),
        "Py_DEBUG": 0,
        "Py_GIL_DISABLED": 0,
    }
    return [values.get(name) for name in args] if args else values


def get_config_var(name):
    """A variable, or None."""
    return get_config_vars().get(name)


def get_platform():
    """The platform, such as `linux-x86_64`."""
    system, _, _, _, machine = os.uname()
    return f"{system.lower()}-{machine}"


def is_python_build(check_home=None):
    """No: there is no source tree."""
    return False


def get_config_h_filename():
    """Not supported: there are no headers."""
    raise NotImplementedError("biji has no headers")


def get_makefile_filename():
    """Not supported: there is no makefile."""
    raise NotImplementedError("biji has no makefile")


def parse_config_h(fp, vars=None):
    """The definitions of a C header."""
    import re
    vars = {} if vars is None else vars
    for line in fp:
        match = re.match(r"#define ([A-Z][A-Za-z0-9_]+) (.*)\n", line)
        if match:
            try:
                vars[match[1]] = int(match[2])
            except ValueError:
                vars[match[1]] = match[2]
            continue
        match = re.match(r"/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n", line)
        if match:
            vars[match[1]] = 0
    return vars
