-- The average size of households, to turn households into persons; filled from
-- seeds/household_sizes.csv. grain: country and year; key: iso3, year
create table if not exists core.household_sizes (
    iso3 text,
    year bigint,
    size decimal(4, 2) not null check (size >= 1),
    source text not null,
    primary key (iso3, year)
);
comment on table core.household_sizes is 'Average size of households per country and year.';
comment on column core.household_sizes.iso3 is 'Country, ISO 3166-1 alpha-3';
comment on column core.household_sizes.year is 'Year of the survey or census';
comment on column core.household_sizes.size is 'Average number of people per household';
comment on column core.household_sizes.source is 'Survey or census';
