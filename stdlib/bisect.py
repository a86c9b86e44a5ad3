"""Bisection algorithms.

This module provides support for maintaining a list in sorted order without
having to sort the list after each insertion."""

from _bisect import bisect_left, bisect_right, insort_left, insort_right

bisect = bisect_right
insort = insort_right
