print("never printed")
if 1 > 0
    print("positive")
