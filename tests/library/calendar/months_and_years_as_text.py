"""Months and years as text and as HTML."""

import calendar

calendar.prmonth(2024,2); calendar.prcal(2015); print(calendar.calendar(2024,w=3,l=2,c=4,m=4)); print(calendar.month(2015,4,w=3,l=1)); calendar.setfirstweekday(6); calendar.prmonth(2024,2); calendar.setfirstweekday(0)
print(calendar.HTMLCalendar().formatmonth(2024,2)); print(calendar.HTMLCalendar(6).formatyear(2024,4)[:3000]); print(calendar.HTMLCalendar().formatyearpage(2024)[:600])
