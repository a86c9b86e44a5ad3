WHERE = "more"
