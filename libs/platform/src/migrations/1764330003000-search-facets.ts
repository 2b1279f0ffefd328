import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Results can be narrowed by ways of paying, by who drives and by who takes on new people: documents hold them too. */
export class SearchFacets1764330003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION public_listing_facts`);
    await query.query(facts(MORE));
    await query.query(GRANTS);
    await query.query(`
      ALTER TABLE search_document ADD COLUMN pays text[] NOT NULL DEFAULT '{}',
                                  ADD COLUMN drives boolean NOT NULL DEFAULT false,
                                  ADD COLUMN taking_on boolean NOT NULL DEFAULT false`);
    await query.query(`UPDATE search_state SET true_on = NULL`); // every document is to be looked through
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE search_document DROP COLUMN pays, DROP COLUMN drives, DROP COLUMN taking_on`);
    await query.query(`DROP FUNCTION public_listing_facts`);
    await query.query(facts({returns: '', selects: ''}));
    await query.query(GRANTS);
  }
}

const MORE = {
  returns: ', pays text[], drives boolean, taking_on boolean',
  selects: `, l.ways_of_paying, l.drives,
             l.taking_on = 'yes' OR (l.taking_on = 'from' AND l.taking_on_from <= on_day)`,
};

/** As it was, with what is added at the end. */
const facts = ({returns, selects}: typeof MORE) => `
  CREATE FUNCTION public_listing_facts(listings uuid[], on_day date)
  RETURNS TABLE (id uuid, council_id uuid, kind text, name text, summary text, about text, district text,
                 latitude double precision, longitude double precision, travel_km integer, gender text,
                 languages text[], needs text[], accredited boolean, scheme text,
                 checked_on date, listed_through date, services json, rates json${returns})
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = 'force_generic_plan' AS $$
  #variable_conflict use_column
  DECLARE
    members uuid[] := ARRAY(SELECT member_id FROM listing WHERE id = ANY (listings) AND state = 'live');
  BEGIN
    RETURN QUERY
      SELECT l.id, l.council_id, l.kind, l.name, l.summary, l.about, l.district, l.public_latitude, l.public_longitude,
             l.travel_km, l.gender, l.languages, l.needs, s.accredited, s.scheme,
             s.checked_on, s.lapses_on - 1,
             (SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name) ORDER BY v.code), '[]')
              FROM listing_service o JOIN service v ON v.id = o.service_id WHERE o.listing_id = l.id),
             (SELECT coalesce(json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                       'startsOn', r.starts_on, 'endsOn', r.ends_on) ORDER BY r.band, r.unit), '[]')
              FROM rate r WHERE r.listing_id = l.id AND r.starts_on <= on_day
                AND (r.ends_on IS NULL OR r.ends_on >= on_day))${selects}
      FROM member_standing(members, on_day) s
      JOIN listing l ON l.member_id = s.member_id
      WHERE s.listed AND l.state = 'live' AND l.id = ANY (listings);
  END $$`;

const GRANTS = `
  REVOKE EXECUTE ON FUNCTION public_listing_facts FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION public_listing_facts TO alongside_app`;
