"""100 MB sent through another program and back, by communicate()"""

import subprocess

data = bytes(range(256)) * (100 * 1024 * 1024 // 256)
back = subprocess.run(["cat"], input=data, stdout=subprocess.PIPE).stdout
print(len(back), back == data)
