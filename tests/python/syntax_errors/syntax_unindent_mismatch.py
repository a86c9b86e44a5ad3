if True:
        print("deep")
    print("half way back")
