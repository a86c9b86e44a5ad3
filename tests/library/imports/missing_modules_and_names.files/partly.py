there = 1
