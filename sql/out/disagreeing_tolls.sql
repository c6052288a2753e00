-- Tolls with which something is wrong: the known incidents exceed them, they fall below an earlier
-- one of their series, or their parts do not add up.
-- grain: toll statement and measure; inputs: out.toll_reconciliation
create or replace macro main.disagreeing_tolls() as table (
    select
        t.source_ref,
        t.stated_by,
        t.location_name,
        t.iso3,
        t.period_start,
        t.period_end,
        t.measure,
        t.stated,
        t.known_low,
        t.known_best,
        t.known_high,
        concat_ws(
            ', ',
            if(t.sum_exceeds_toll, 'the known incidents exceed it', null),
            if(t.series_decreases, 'it is below an earlier toll of its series', null),
            if(t.parts_exceed_whole, 'its parts exceed it', null),
            if(t.sides_do_not_add_up, 'its sides do not add up', null)
        ) as what_is_wrong
    from out.toll_reconciliation as t
    where
        t.sum_exceeds_toll
        or t.series_decreases
        or t.parts_exceed_whole
        or t.sides_do_not_add_up
    order by t.period_end nulls last, t.source_ref, t.measure
);
