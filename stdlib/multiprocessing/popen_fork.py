"""Starting a process as a copy of this one, and waiting for it."""

import os
import time

import _multiprocessing

from . import util


class Popen:
    """A started process."""

    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self._launch(process_obj)
        self.sentinel = os.pidfd_open(self.pid)
        self.finalizer = util.Finalize(self, os.close, (self.sentinel,))

    def _launch(self, process_obj):
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                code = process_obj._bootstrap()
            finally:
                os._exit(code & 0xFF)

    def poll(self, flag=os.WNOHANG):
        """The exit code, or None while the process runs."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                # Not a child of this process, or somebody else has waited for it.
                return None
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the end; the exit code, or None when the timeout passes first."""
        if self.returncode is None and timeout is not None:
            end = time.monotonic() + timeout
            while self.poll() is None:
                left = end - time.monotonic()
                if left <= 0:
                    return None
                _multiprocessing.wait_readable([self.sentinel], left)
            return self.returncode
        return self.poll(0)

    def _send_signal(self, number):
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass
            except OSError:
                if self.wait(timeout=0.1) is None:
                    raise

    def terminate(self):
        """Ask the process to end."""
        self._send_signal(15)

    def kill(self):
        """End the process."""
        self._send_signal(9)

    def close(self):
        """Let go of the descriptor."""
        self.finalizer()
