"""datetime: fromisoformat, strptime, strftime, differences, zones."""
from datetime import date, datetime, timedelta, timezone

start = datetime(2024, 1, 1, tzinfo=timezone.utc)
total = 0.0
for n in range(60_000):
    moment = start + timedelta(minutes=n, microseconds=n)
    again = datetime.fromisoformat(moment.isoformat())
    total += (again - start).total_seconds()
for n in range(20_000):
    text = (start + timedelta(seconds=n * 77)).strftime("%Y-%m-%d %H:%M:%S")
    total += datetime.strptime(text, "%Y-%m-%d %H:%M:%S").timestamp() % 86_400
for n in range(60_000):
    day = date.fromordinal(730_000 + n % 20_000)
    total += day.weekday() + day.toordinal() % 7 + date.fromisoformat(day.isoformat()).day
print(total)
