def run():
    return "B runs"
