print(f"value: }")
