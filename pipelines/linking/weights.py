"""How much each kind of agreement or contradiction between two reports weighs.

Weights are rough base-2 logarithms of odds, as in Fellegi and Sunter's record linkage: 4 says that
two reports of one incident agree in this way about sixteen times as often as two of different ones.
They are set by judgement, not fitted. Here stand numbers only; scores.py says when each applies.
"""

THRESHOLD = 7.0
"""Pairs of at least this score are linked: one day, one place and no contradiction reach it."""
HARMONY = 3.0
"""Least mean score over the known pairs of two clusters that are to become one."""
AMBIGUITY_MARGIN = 1.0
"""Two reports of one article that fit a third one this equally well tell nothing about it."""

# Days: (longest of the two ranges in days, weight) where the ranges overlap.
OVERLAP = ((2, 4.0), (4, 3.5), (8, 3.0), (31, 1.5), (92, 0.75))
OVERLAP_LONG = 0.25
NEXT_DAY = -2.0
DAYS_APART = -5.0
WEEKS_APART = -8.0
FEW_DAYS = 7
"""A misread weekday is wrong by at most a week; days farther apart are different days."""
PUBLISHED_SOON = 1.5
SOON = 4
"""Days within which a report without a day is likely about the news that others report."""

# Places.
SAME_PLACE = 4.0
SAME_REGION = 2.0
SAME_SPOT = 3.0
NEARBY = 0.5
NEIGHBOURS = -1.5
FAR_APART = -6.0
REGION_HOLDS_PLACE = 1.5
REGION_UNKNOWN = 0.0
OTHER_REGION = -3.0
COUNTRY_ONLY = -1.0
"""One place is no finer than the country: much else happens in a country on one day."""
NO_PLACE = -1.5
OTHER_NAME = -1.0
SHARED_PLACE_NAME = 3.0
NAMESAKES = 6.0
"""Added to FAR_APART where two places far apart are written alike: one may be the wrong namesake."""
NAMED_IN_TEXT = 1.5
NAMED_IN_TITLE = 3.0
ONLY_OTHER_IN_TITLE = 4.5
IMPOSSIBLE = -50.0
SPOT_KM = 3.0
"""Within this distance two names may be one place: a quarter, a crossing, another spelling."""
NEAR_KM = 10.0
SEA_APART_KM = 60.0
"""Farther apart, two towns are not both named for one wreck off the coast."""
APART_KM = 25.0
"""UCDP's where_prec 2 is 'within 25 km': farther apart, two known places are different ones."""

# Types of event.
SAME_SUB_TYPE = 1.5
SAME_TYPE = 0.75
RELATED_TYPE = -0.25
OTHER_TYPE = -1.0
OTHER_NATURE = -2.0

# Parties.
SAME_ACTOR = 1.5
OTHER_ACTORS = -1.0

# Numbers: (least number, weight) where the totals of the dead are equal; chance agrees on small ones.
EQUAL_TOTAL = ((20, 3.0), (5, 2.0), (1, 1.0))
NAMES_EARLIER_TOTAL = 3.0
EXPLAINED_RISE = 2.0
SHARED_NUMBER = 2.0
MOST_SHARED_NUMBERS = 2
FAR_APART_RATIO = 4.0
OTHER_TOTAL = -0.5
FALLEN_TOTAL = -2.0
RISEN_TOTAL = -1.0
"""More than four times the dead: tolls rise from one report to the next, and seldom fall so far."""
NUMBERS_AT_MOST = 5.0
SAME_EXTENT = 1.5
OTHER_EXTENT = -4.0
"""One report sums up several places, the other tells of one out of several: other people."""

# Words.
SHARED_NAME = 0.5
NAMES_AT_MOST = 1.5
SAME_TEXT = 20.0
