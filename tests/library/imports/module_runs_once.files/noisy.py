print("noisy runs")
state = []
