"""The zoo."""

print("zoo opens")
NAME = "City Zoo"
