def run():
    return "A runs"
