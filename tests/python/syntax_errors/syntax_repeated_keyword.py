print("a", sep="", sep="-")
