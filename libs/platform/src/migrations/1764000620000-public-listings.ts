import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * What anybody may see, signed in or not, of whichever council: live listings of members listed today, and of them
 * the public columns only. The owner's views: the serving role reads these without any council set, and nothing else.
 */
export class PublicListings1764000620000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE VIEW public_listing WITH (security_barrier) AS
        SELECT l.id, l.council_id, c.name AS council_name, l.kind, l.name, l.summary, l.about, l.outcode, l.district,
               l.public_latitude, l.public_longitude, l.travel_km, l.gender, l.languages, l.needs, l.taking_on,
               l.taking_on_from, l.drives, l.ways_of_paying, l.cqc_provider_id, l.version, l.changed_at,
               s.accredited, s.scheme, s.checked_on, s.lapses_on
        FROM listing l
        JOIN council c ON c.id = l.council_id
        JOIN public_standing s ON s.member_id = l.member_id
        WHERE l.state = 'live' AND s.listed`);
    await query.query(`
      CREATE VIEW public_listing_service WITH (security_barrier) AS
        SELECT p.id AS listing_id, s.code, s.name, s.description, s.regulated
        FROM public_listing p
        JOIN listing_service o ON o.listing_id = p.id
        JOIN service s ON s.id = o.service_id`);
    await query.query(`
      CREATE VIEW public_rate WITH (security_barrier) AS
        SELECT p.id AS listing_id, r.band, r.unit, r.rate_pence, r.starts_on, r.ends_on
        FROM public_listing p
        JOIN rate r ON r.listing_id = p.id
        WHERE r.ends_on IS NULL OR r.ends_on >= (now() AT TIME ZONE 'Europe/London')::date`);
    await query.query(`GRANT SELECT ON public_listing, public_listing_service, public_rate TO alongside_app`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP VIEW public_rate, public_listing_service, public_listing`);
  }
}
