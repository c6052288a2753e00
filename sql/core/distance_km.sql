-- Great-circle distance in kilometres (haversine, mean earth radius 6371 km) of two points in
-- degrees (WGS 84).
create or replace macro core.distance_km(latitude1, longitude1, latitude2, longitude2) as
2 * 6371 * asin(
    sqrt(
        power(sin(radians(latitude2 - latitude1) / 2), 2)
        + cos(radians(latitude1)) * cos(radians(latitude2))
        * power(sin(radians(longitude2 - longitude1) / 2), 2)
    )
);
