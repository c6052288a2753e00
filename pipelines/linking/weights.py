"""How much each kind of agreement or contradiction between two reports weighs.

Weights are rough base-2 logarithms of odds, as in Fellegi and Sunter's record linkage: 4 says that
two reports of one incident agree in this way about sixteen times as often as two of different ones.
They are set by judgement, not fitted. Here stand numbers only; scores.py says when each applies.
"""

THRESHOLD = 7.5
"""Pairs of at least this score are linked: one exact day and one exact place nearly reach it."""
HARMONY = 3.0
"""Least mean score over the known pairs of two clusters that are to become one."""
AMBIGUITY_MARGIN = 1.0
"""Two reports of one article that fit a third one this equally well tell nothing about it."""

# Days: (longest of the two ranges in days, weight) where the ranges overlap.
OVERLAP = ((2, 4.0), (4, 3.5), (8, 3.0), (31, 1.5), (92, 0.75))
OVERLAP_LONG = 0.25
NEXT_DAY = -3.0
DAYS_APART = -5.0

# Places.
SAME_PLACE = 4.0
SAME_REGION = 2.0
SAME_SPOT = 3.0
NEARBY = 0.5
NEIGHBOURS = -1.5
SHARED_PLACE_NAME = 3.0
REGION_HOLDS_PLACE = 1.5
OTHER_REGION = -3.0
SAME_COUNTRY = 0.5
OTHER_NAME = -1.0
NAMED_IN_TEXT = 1.5
IMPOSSIBLE = -20.0
SPOT_KM = 3.0
"""Within this distance two names may be one place: a quarter, a crossing, another spelling."""
NEAR_KM = 10.0
APART_KM = 25.0
"""UCDP's where_prec 2 is 'within 25 km': farther apart, two known places are different ones."""

# Types of event.
SAME_SUB_TYPE = 1.5
SAME_TYPE = 0.75
RELATED_TYPE = -0.25
OTHER_TYPE = -1.0
OTHER_NATURE = -3.0

# Parties.
SAME_ACTOR = 1.5
OTHER_ACTORS = -1.0

# Numbers: (least number, weight) where the totals of the dead are equal; chance agrees on small ones.
EQUAL_TOTAL = ((20, 3.0), (5, 2.0), (1, 1.0))
NAMES_EARLIER_TOTAL = 3.0
EXPLAINED_RISE = 2.0
SHARED_NUMBER = 1.0
MOST_SHARED_NUMBERS = 2
FAR_APART_TOTALS = -2.0
FAR_APART_RATIO = 4.0
NUMBERS_AT_MOST = 5.0

# Words.
SHARED_NAME = 0.5
NAMES_AT_MOST = 1.5
SAME_TEXT = 20.0
