"""Triggers and victims → ACLED's sub-event type; who died on which side."""

import pytest

from pipelines.extract.event_types import event_type, sub_event_type
from tests.unit.extraction import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Un kamikaze s'est fait exploser, tuant sept civils.", "Suicide bomb"),
        ("Trois soldats ont été tués dans une embuscade.", "Armed clash"),
        ("Des hommes armés ont tué neuf villageois.", "Attack"),
        ("Une frappe de drone a tué deux civils.", "Air/drone strike"),
        ("Des tirs d'artillerie ont tué deux civils.", "Shelling/artillery/missile attack"),
        ("Le camion a sauté sur une mine, deux morts.", "Remote explosive/landmine/IED"),
        ("Deux médecins ont été enlevés.", "Abduction/forced disappearance"),
        ("Deux médecins ont été enlevés et leur chauffeur tué lors de l'enlèvement.", "Attack"),
        ("La police a arrêté douze personnes.", "Arrests"),
        ("Trois cents familles ont fui.", "Displacement"),
        ("Les inondations ont fait 46 morts.", "Disaster"),
        ("Le naufrage a fait 62 morts.", "Accident"),
        ("La police a tiré sur la foule, trois manifestants ont été tués.",
         "Excessive force against protesters"),
    ],
)  # fmt: skip
def test_sub_event_type(text, kind):
    assert read(text).reports[0].sub_event_type == kind


def test_every_type_of_the_words_is_a_code():
    assert event_type("Armed clash") == "Battles"
    assert sub_event_type([], ["killed"], []) == "Other"


def test_the_dead_of_each_side_add_up():
    report = read(
        "Treize combattants sont morts dans des affrontements entre l'armée libyenne et l'ANL: sept"
        " soldats et six rebelles."
    ).reports[0]
    told = {k: v for k, v in report.deaths.items() if v is not None}
    assert sum(told.values()) == report.totals["killed"].best == 13


def test_no_deaths_per_side_without_a_number():
    assert read("L'attaque a fait des morts.").reports[0].deaths == {}
