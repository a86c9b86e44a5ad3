# strptime reads what strftime writes.
import time

print(time.strptime("2024-02-29", "%Y-%m-%d"))
print(time.strptime("12:30:45 PM", "%I:%M:%S %p"))
print(time.strptime("Mon Feb  5 07:08:09 2024"))
print(
    time.strptime("5 February 24", "%d %B %y"),
    time.strptime("69", "%y").tm_year,
    time.strptime("68", "%y").tm_year,
)
print(time.strptime("2024 100", "%Y %j")[:8], time.strptime("12 am", "%I %p").tm_hour)
print(time.strptime("2024 10 1", "%Y %W %w")[:3], time.strptime("friday", "%A").tm_wday)
for text, pattern in [
    ("2024-02-30", "%Y-%m-%d"),
    ("2023-02-29", "%Y-%m-%d"),
    ("2024-13-01", "%Y-%m-%d"),
    ("x", "%Y"),
    ("2024 rest", "%Y"),
    ("", "%m"),
    ("5", "%Q"),
    ("5", "%"),
    ("a", "b"),
    ("25:00", "%H:%M"),
    ("Febtober", "%B"),
]:
    try:
        print(time.strptime(text, pattern))
    except Exception as error:
        print(type(error).__name__, "|", error)
try:
    time.strptime(5, "%Y")
except TypeError as error:
    print(error)
