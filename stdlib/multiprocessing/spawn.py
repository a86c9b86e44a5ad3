"""The beginning of a process that was started anew."""

import os
import sys
import types

import _multiprocessing

from . import process

_executable = None


def set_executable(executable):
    """The program that is started."""
    global _executable
    _executable = os.fsdecode(executable)


def get_executable():
    """The program that is started."""
    return _executable or sys.executable


def is_forking(argv):
    """Whether a command line is that of a new process."""
    return len(argv) >= 2 and argv[1] == "--multiprocessing-fork"


def freeze_support():
    """For programs made into Windows executables: does nothing here."""


def get_command_line(**kwds):
    """The command line that begins a new process."""
    text = ", ".join(f"{name}={value!r}" for name, value in kwds.items())
    code = f"from multiprocessing.spawn import spawn_main; spawn_main({text})"
    return [get_executable(), "-c", code, "--multiprocessing-fork"]


def spawn_main(pipe_handle, parent_pid=None):
    """Read what the parent sends, and be that process."""
    process.current_process()._inheriting = True
    try:
        prepare(_multiprocessing.read_object(pipe_handle))
        self = _multiprocessing.read_object(pipe_handle)
    finally:
        del process.current_process()._inheriting
        os.close(pipe_handle)
    code = self._bootstrap()
    os._exit(code & 0xFF)


def get_preparation_data(name):
    """What a new process needs to know before its Process object can be unpickled."""
    data = {
        "name": name,
        "authkey": process.current_process().authkey,
        "sys_path": [process.ORIGINAL_DIR if p == "" else p for p in sys.path],
        "sys_argv": sys.argv,
        "orig_dir": process.ORIGINAL_DIR,
        "dir": os.getcwd(),
    }
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    path = getattr(main, "__file__", None)
    if getattr(spec, "name", None) and path is not None:
        data["init_main_from_name"] = spec.name
    elif path is not None and os.path.basename(path) not in ("<string>", "<stdin>"):
        data["init_main_from_path"] = os.path.abspath(
            os.path.join(process.ORIGINAL_DIR or "", path)
        )
    return data


def prepare(data):
    """Make this process what the parent's preparation data say."""
    current = process.current_process()
    current.name = data["name"]
    current.authkey = data["authkey"]
    sys.path = data["sys_path"]
    sys.argv = data["sys_argv"]
    process.ORIGINAL_DIR = data["orig_dir"]
    os.chdir(data["dir"])
    path = data.get("init_main_from_path")
    name = data.get("init_main_from_name")
    if name is not None:
        import importlib.util

        path = importlib.util.find_spec(name).origin
    if path is not None:
        _run_main(path)


def _run_main(path):
    module = types.ModuleType("__mp_main__")
    module.__file__ = path
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    if path.endswith(".rhai"):
        _multiprocessing.run_rhai(path, module.__dict__)
        return
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    exec(code, module.__dict__)
