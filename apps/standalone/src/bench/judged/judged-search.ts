import {Geography, type Position} from '@app/geography';
import {londonDay, type Day} from '@app/kernel';
import {connection} from '@app/platform';
import {FindPlace, judgeableEngines, Thesauri, type JudgeableEngines} from '@app/search';
import {DataSource} from 'typeorm';
import {judge, type Judgement} from './judged-set.js';
import {judgedPeople, type JudgedPerson} from './judged-people.js';
import type {JudgedQuery} from './judged-queries.js';

const WITHIN = 16_000;

/** The judged people in a database of their own, and both engines over them. */
export class JudgedSearch {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly engines: JudgeableEngines,
    private readonly people: readonly JudgedPerson[],
    private readonly thesauri: Thesauri,
    private readonly day: Day,
  ) {}

  /** @param server null where there is no Meilisearch for this machine */
  static async open(url: string, server: {url: string; key: string} | null): Promise<JudgedSearch> {
    const dataSource = await new DataSource(connection(url)).initialize();
    const day = londonDay(new Date());
    const services = await dataSource.query<{code: string; name: string}[]>(
      `SELECT code, name FROM service WHERE council_id IS NULL`,
    );
    const people = judgedPeople(new Map(services.map(({code, name}) => [code, name])));
    const thesauri = await Thesauri.on(dataSource, day);
    const engines = await judgeableEngines(dataSource, server, people, thesauri, day);
    return new JudgedSearch(dataSource, engines, people, thesauri, day);
  }

  async close(): Promise<void> {
    this.engines.close();
    await this.dataSource.destroy();
  }

  judge(engine: 'postgres' | 'meilisearch'): Promise<Judgement> {
    const geography = new Geography(this.dataSource);
    const places = new FindPlace(geography);
    const where = new Map<string, Promise<Position | null>>();
    const placeOf = ({near, text}: JudgedQuery) => {
      const named = near ?? /(?:near|nr|in) (\S+)$|(NG18 2RD)$/i.exec(text)?.slice(1).find(Boolean) ?? null;
      if (!named) return Promise.resolve(null);
      const known = where.get(named) ?? geography.find(named);
      where.set(named, known);
      return known;
    };
    return judge(
      this.people,
      async ({text, near}) => {
        const {origin, q} = await places.run({near, q: text});
        const question = this.thesauri.of(null).question(q);
        const hits = await this.engines.first(engine, {...question, origin, within: WITHIN, day: this.day});
        return {ids: hits.map(({id}) => id), origin};
      },
      placeOf,
    );
  }
}
