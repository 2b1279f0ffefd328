import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What anybody may see, signed in or not, of whichever council: live listings of members listed today, and of them
 * what is public only. The owner's view: the serving role reads it without any council set.
 */
export class PublicListings1764000620000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    // LATERAL with OFFSET keeps the planner from working out everybody's standing to answer for one.
    await query.query(`
      CREATE VIEW public_listing WITH (security_barrier) AS
        SELECT l.id, l.council_id, c.name AS council_name, l.kind, l.name, l.summary, l.about, l.outcode, l.district,
               l.public_latitude, l.public_longitude, l.travel_km, l.gender, l.languages, l.needs, l.taking_on,
               l.taking_on_from, l.drives, l.ways_of_paying, l.cqc_provider_id, l.version, l.changed_at,
               s.accredited, s.scheme, s.checked_on, s.lapses_on,
               (SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name, 'description', v.description,
                         'regulated', v.regulated) ORDER BY v.name), '[]')
                FROM listing_service o JOIN service v ON v.id = o.service_id WHERE o.listing_id = l.id) AS services,
               (SELECT coalesce(json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                         'startsOn', r.starts_on, 'endsOn', r.ends_on) ORDER BY r.starts_on, r.band, r.unit), '[]')
                FROM rate r WHERE r.listing_id = l.id
                  AND (r.ends_on IS NULL OR r.ends_on >= (now() AT TIME ZONE 'Europe/London')::date)) AS rates
        FROM listing l
        JOIN council c ON c.id = l.council_id
        CROSS JOIN LATERAL (SELECT * FROM public_standing WHERE member_id = l.member_id OFFSET 0) s
        WHERE l.state = 'live' AND s.listed`);
    await query.query(`GRANT SELECT ON public_listing TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP VIEW public_listing`);
  }
}
