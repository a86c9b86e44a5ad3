"""Starting a process anew: biji itself, which is handed the Process object."""

import os

import _multiprocessing

from . import context, popen_fork, reduction, spawn


class Popen(popen_fork.Popen):
    """A started process."""

    method = "spawn"

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        """Have the new process inherit a descriptor, under the same number."""
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        preparation = spawn.get_preparation_data(process_obj._name)
        context.set_spawning_popen(self)
        try:
            data = reduction.ForkingPickler.dumps(preparation)
            more = reduction.ForkingPickler.dumps(process_obj)
        finally:
            context.set_spawning_popen(None)
        read, write = os.pipe()
        try:
            argv = spawn.get_command_line(pipe_handle=read)
            result = os._start_program(
                [os.fsencode(argv[0])], argv, None, None, [-1, -1, -1],
                sorted({read, *self._fds}), True, False, -1, -1, None, None, None,
            )
            if not isinstance(result, int):
                raise OSError(result[0], os.strerror(result[0]), argv[0])
            self.pid = result
            try:
                _multiprocessing.write_message(write, data)
                _multiprocessing.write_message(write, more)
            except BrokenPipeError:
                # The new process has ended already: its exit code says so.
                pass
        finally:
            os.close(read)
            os.close(write)
