import {connection as connectionOf} from '@app/platform';
import {DataSource} from 'typeorm';
import {figuresOf, type Figures} from './harness.js';
import type {AskedQuestion} from './search-queries.js';

/**
 * The same question as text, distance and facets, as somebody would write it by hand who knows the tables: cells of
 * the map before anything else, words by their index, the circle among what is left, all counts from one pass.
 */
const BY_HAND = `
  WITH cells AS (
    SELECT array_agg(y * 160 + x) AS near FROM
      generate_series(floor(($1 - $3 / 111195.0 - 49) / 0.05)::integer, floor(($1 + $3 / 111195.0 - 49) / 0.05)::integer) y,
      generate_series(floor(($2 - $3 / (111195.0 * cos(radians($1))) + 9) / 0.08)::integer,
                      floor(($2 + $3 / (111195.0 * cos(radians($1))) + 9) / 0.08)::integer) x
  ), around AS MATERIALIZED (
    SELECT id, services, needs, languages, gender, kind, accredited, pays, drives, taking_on, places,
           2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(latitude - $1) / 2), 2)
             + cos(radians($1)) * cos(radians(latitude)) * power(sin(radians(longitude - $2) / 2), 2)))) AS metres
    FROM search_document
    WHERE listed AND cell = ANY ((SELECT near FROM cells)::integer[]) AND words @@ $4::tsquery
      AND (listed_through IS NULL OR listed_through >= current_date)
      AND ($5::text IS NULL OR services @> ARRAY[$5]) AND ($6::text IS NULL OR gender = $6)
      AND ($7::boolean IS NULL OR accredited = $7)
  ), found AS MATERIALIZED (
    SELECT * FROM around WHERE metres <= $3
  ), page AS (
    SELECT f.id, f.metres, d.card FROM (SELECT id, metres FROM found ORDER BY metres, id LIMIT 20) f
    JOIN search_document d USING (id)
  )
  SELECT (SELECT json_agg(page ORDER BY metres, id) FROM page) AS page, (SELECT count(*) FROM found) AS total,
         (SELECT json_agg(c) FROM (
            SELECT facet, value, count(*) FROM found CROSS JOIN LATERAL (
              SELECT 'service' AS facet, unnest(services) AS value UNION ALL SELECT 'need', unnest(needs)
              UNION ALL SELECT 'language', unnest(languages) UNION ALL SELECT 'gender', gender
              UNION ALL SELECT 'kind', kind UNION ALL SELECT 'accredited', accredited::text
              UNION ALL SELECT 'pays', unnest(pays) UNION ALL SELECT 'drives', drives::text
              UNION ALL SELECT 'taking_on', taking_on::text UNION ALL SELECT 'where', unnest(places)) v
            WHERE value IS NOT NULL GROUP BY facet, value) c) AS counts`;

interface Client {
  query(query: {name: string; text: string; values: unknown[]}): Promise<unknown>;
}

/** Asks PostgreSQL itself, with prepared statements on connections of its own: no HTTP, no cards checked, no slips forgiven. */
export class HandWritten {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly values: readonly unknown[][],
  ) {}

  static async open(
    url: string,
    asked: readonly AskedQuestion[],
    wordsOf: (text: string) => readonly string[],
  ): Promise<HandWritten> {
    const dataSource = await new DataSource({...connectionOf(url), poolSize: 50}).initialize();
    const values = asked.map(({latitude, longitude, q, service, gender, accredited}) => {
      const words = wordsOf(q).map((word, index, all) => `'${word}'${index === all.length - 1 ? ':*' : ''}`);
      return [latitude, longitude, 16_000, words.join(' & '), service, gender, accredited || null];
    });
    return new HandWritten(dataSource, values);
  }

  async load(connections: number, seconds: number): Promise<Figures> {
    const times: number[] = [];
    const begun = performance.now();
    await Promise.all(
      Array.from({length: connections}, async (_, number) => {
        const runner = this.dataSource.createQueryRunner();
        const client = (await runner.connect()) as Client;
        const from = Math.floor((number * this.values.length) / connections);
        for (let index = from; performance.now() < begun + seconds * 1_000; index += 1) {
          const sent = performance.now();
          const values = this.values[index % this.values.length] as unknown[];
          await client.query({name: 'by_hand', text: BY_HAND, values});
          times.push(performance.now() - sent);
        }
        await runner.release();
      }),
    );
    return figuresOf(times, performance.now() - begun);
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}
