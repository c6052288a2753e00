"""HXL hashtags of columns: the second heading by which humanitarian tools know them (hxlstandard.org).

A column that has no counterpart there has no tag.
"""

from collections.abc import Sequence

from schemas.codelists import MEASURES

_BOUNDS = {"low": "+min", "best": "+best", "high": "+max"}
_TAGS = {
    "incident_id": "#event+id",
    "event_id_cnty": "#event+id",
    "id": "#event+id",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "date": "#date",
    "event_date": "#date+start",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "reference_period_start": "#date+start",
    "reference_period_end": "#date+end",
    "location_name": "#loc+name",
    "admin1": "#adm1+name",
    "adm_1": "#adm1+name",
    "admin1_name": "#adm1+name",
    "country": "#country+name",
    "iso3": "#country+code+v_iso3",
    "location_code": "#country+code+v_iso3",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "source_ref": "#meta+source",
    "publisher": "#meta+source+name",
    "url": "#meta+source+url",
    "measure": "#affected+type",
    "fatalities": "#affected+killed",
    "households": "#affected+hh",
    **{
        f"{measure}_{bound}": f"#affected+{measure}{attribute}"
        for measure in MEASURES
        for bound, attribute in _BOUNDS.items()
    },
    **{f"persons_{bound}": f"#affected+displaced{more}" for bound, more in _BOUNDS.items()},
    **{f"cumulative_{bound}": f"#affected+cumulative{more}" for bound, more in _BOUNDS.items()},
    **{f"new_{bound}": f"#affected+new{more}" for bound, more in _BOUNDS.items()},
}


def hashtags(columns: Sequence[str]) -> list[str]:
    """The tag of each column, empty where it has none."""
    return [_TAGS.get(column, "") for column in columns]
