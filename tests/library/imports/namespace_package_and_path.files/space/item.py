VALUE = "item in a folder without __init__"
