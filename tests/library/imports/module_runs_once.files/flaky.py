import counting

counting.count()
raise RuntimeError(f"attempt {counting.times()}")
