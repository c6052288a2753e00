-- The country of a row, XXX where it is not known: the code that passports (ICAO Doc 9303) give to
-- people of unknown country. So NULL is left to say "all countries" where rows are summed.
create or replace macro core.country_code(iso3) as coalesce(iso3, 'XXX');
