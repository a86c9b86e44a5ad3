"""An uncaught error and its traceback: wide text."""

名字 = None
print('中文', 名字.长度)
