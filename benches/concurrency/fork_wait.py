"""200 children forked, each waited for"""

import os

codes = 0
for n in range(200):
    pid = os.fork()
    if pid == 0:
        os._exit(n % 7)
    _, status = os.waitpid(pid, 0)
    codes += os.waitstatus_to_exitcode(status)
print(codes)
