def outer():
    for i in range(3):
        if i > 1:
            print("value:", i, i *)


outer()
