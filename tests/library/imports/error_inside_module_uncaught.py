# The traceback passes through the module that failed.
import config

print(config.TIMEOUT)
