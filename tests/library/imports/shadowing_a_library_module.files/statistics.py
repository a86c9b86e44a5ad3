def mean(values):
    return "my own mean of " + str(len(values))
