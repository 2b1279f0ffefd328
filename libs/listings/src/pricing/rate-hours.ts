/** Which hours are evening or weekend for the council on a day ($3), for explaining rates that anybody may see. */
export const BANDS_IN_FORCE = `
  (SELECT coalesce(json_agg(each), '[]') FROM (
     SELECT band, weekdays, left(from_time::text, 5) AS "from", left(to_time::text, 5) AS "to",
            starts_on AS "startsOn", ends_on AS "endsOn"
     FROM rate_band_rule
     WHERE council_id = current_council() AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $3)
     ORDER BY band, weekdays, from_time) each) AS bands`;
