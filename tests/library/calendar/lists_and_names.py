"""Weeks, names and errors."""

import calendar
import datetime


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000,2024), calendar.weekday(2024,2,29), calendar.monthrange(2024,2), calendar.monthcalendar(2024,2)
calendar.monthrange(2024,13)
calendar.monthrange(2024,0)
calendar.month(2024,13)
calendar.setfirstweekday(7)
calendar.firstweekday(), calendar.weekheader(3), calendar.weekheader(10)
list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name), list(calendar.month_abbr), calendar.month_name[1:3], calendar.day_name[-1], len(calendar.month_name)
calendar.month_name[13]
calendar.timegm((2024,1,2,3,4,5)), calendar.MONDAY, calendar.JANUARY, calendar.Month(2), calendar.Day.SUNDAY
list(calendar.Calendar(6).iterweekdays()), list(calendar.Calendar().itermonthdates(2024,2))[:3], list(calendar.Calendar().itermonthdays2(2024,2))[:3], list(calendar.Calendar().itermonthdays3(2024,2))[:3], list(calendar.Calendar().itermonthdays4(2024,2))[:3]
calendar.Calendar().monthdatescalendar(2024,2)[0][0], calendar.Calendar().monthdays2calendar(2024,2)[0], calendar.Calendar().yeardayscalendar(2024)[0][0][0], len(calendar.Calendar().yeardatescalendar(2024,4)), calendar.Calendar().yeardays2calendar(2024)[0][0][0][0]
calendar.weekday(10000,1,1), calendar.weekday(0,1,1)
calendar.TextCalendar().formatweek([(1,0),(2,1)],3), calendar.c.__class__, calendar.mdays
calendar.IllegalMonthError.__mro__, calendar.IllegalWeekdayError.__mro__
calendar.LocaleTextCalendar(locale='C').formatmonth(2024,2)
sorted(calendar.__all__)
repr(calendar.MONDAY), str(calendar.MONDAY), calendar.FEBRUARY+1
'''.strip().splitlines():
    show(expression)
