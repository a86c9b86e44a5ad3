WHERE = "front"
