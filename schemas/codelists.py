"""The codes that columns may hold, each with its meaning in plain words.

Every code list of the dataset stands here once, as code → meaning; models, dictionary and data
package read it from here. Words of a language that lead to a code stand in seeds/, not here.
"""

MEASURES = {
    "killed": "dead, bodies found, executed",
    "injured": "wounded, in hospital for wounds",
    "missing": "missing, lost at sea",
    "displaced": "displaced, fled, refugees, evacuated, made homeless",
    "abducted": "kidnapped, taken hostage",
    "detained": "arrested, captured, taken prisoner",
}
BOUNDS = {
    "low": "the least number",
    "best": "the best number",
    "high": "the greatest number, NULL where it is open or unknown",
}
QUANTIFIERS = {
    "exact": "the number itself",
    "at_least": "a floor: at least, more than",
    "at_most": "a ceiling: up to, fewer than",
    "about": "an approximate number",
    "range": "between two numbers",
    "vague": "a word without a number, such as dozens",
}
# Which bounds a quantifier sets; a number profile may leave a vague word without any.
QUANTIFIER_BOUNDS = (
    "exact low best high",
    "at_least low best",
    "at_most best high",
    "about low best high",
    "range low high",
    "vague low",
    "vague",
)
UNITS = {"person": "people", "household": "families or households"}
SCOPES = {
    "incident": "the victims of one incident",
    "cumulative": "a running toll or a stock, never added to incidents",
}
VICTIMS = {
    "civilians": "civilians",
    "security_forces": "state army and police",
    "armed_group": "rebels, militias, attackers",
    "aid_or_un": "staff of the UN and of aid organisations, peacekeepers",
    "journalists": "journalists and media workers",
    "children": "children",
    "women": "women",
    "mixed": "several of these groups",
    "unspecified": "the text does not say",
}
STATED_BY_TYPES = {
    "government": "government or ministry",
    "security_forces": "army or police",
    "armed_group": "armed group",
    "un_or_igo": "United Nations or another international body",
    "ngo": "non-governmental organisation, civil society",
    "medical": "hospital, doctors, emergency services",
    "local_official": "local official",
    "witness": "witness or resident",
    "media": "news agency or other media",
    "none": "nobody is named",
}

# ACLED codebook, event types and sub-event types, spelled as there.
ACLED_SUB_EVENT_TYPES = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
    ),
}
OWN_EVENT_TYPES = ("Disaster", "Accident", "Displacement", "Other")
SUB_EVENT_TYPES = ACLED_SUB_EVENT_TYPES | {name: (name,) for name in OWN_EVENT_TYPES}
EVENT_TYPES = {name: " · ".join(subs) for name, subs in SUB_EVENT_TYPES.items()}
ALL_SUB_EVENT_TYPES = {sub: name for name, subs in SUB_EVENT_TYPES.items() for sub in subs}
TOLL_EVENT_TYPES = {"Conflict": "a conflict as a whole"} | EVENT_TYPES

# ACLED's interaction codes.
INTER = {
    0: "none",
    1: "state forces",
    2: "rebels",
    3: "political militia",
    4: "identity militia",
    5: "rioters",
    6: "protesters",
    7: "civilians",
    8: "external or other",
}
# UCDP GED's precision of dates and places, clarity of events, types of violence.
DATE_PREC = {
    1: "the day",
    2: "within two to six days",
    3: "the week",
    4: "the month",
    5: "longer than a month",
}
WHERE_PREC = {
    1: "the exact place",
    2: "within 25 km",
    3: "second administrative level",
    4: "first administrative level",
    5: "spread over an area or along a line",
    6: "the country",
    7: "at sea or in the air",
}
EVENT_CLARITY = {1: "one event", 2: "a summary of several events"}
TYPES_OF_VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
# ACLED's precision of time and place.
TIME_PRECISION = {1: "the day", 2: "the week", 3: "the month"}
GEO_PRECISION = {1: "the town", 2: "near a town or part of a region", 3: "the region"}
# HDX HAPI's classes of conflict events; they overlap and are never summed.
HAPI_EVENT_TYPES = {
    "civilian_targeting": "violence that targets civilians",
    "demonstration": "protests and riots",
    "political_violence": "battles, remote violence, violence against civilians, mob violence",
}

STOCK_OR_FLOW = {
    "stock": "displaced people at a date",
    "flow": "newly displaced in a period",
    "unknown": "the text does not say",
}
# Airwars' grades, as this dataset computes them.
INCIDENT_GRADES = {
    "fair": "two or more independent sources",
    "weak": "one source",
    "contested": "claims that exclude each other",
    "discounted": "retracted",
}
EVENT_GROUPS = {
    "conflict": "armed conflict, unrest, and flight from them",
    "accident_or_disaster": "accidents and disasters",
}
LINK_REASONS = {
    "date": "the days agree",
    "place": "the places agree",
    "actors": "the parties agree",
    "type": "the types of event agree",
    "numbers": "the numbers agree",
    "text": "the words agree",
}
REDIRECT_REASONS = {
    "merged": "two incidents turned out to be one",
    "split": "one incident turned out to be several",
}
