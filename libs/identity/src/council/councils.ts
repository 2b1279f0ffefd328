import {Injectable} from '@nestjs/common';
import {DataSource} from 'typeorm';
import {Council} from './council.entity.js';

const A_MINUTE = 60_000;

/** The tenants. What is said of a council itself is public. */
@Injectable()
export class Councils {
  private readonly remembered = new Map<string, {council: Promise<Council>; until: number}>();

  constructor(private readonly dataSource: DataSource) {}

  /** Whose pages somebody sees who belongs to none: the first council of the installation. Null before there is one. */
  async home(): Promise<Council | null> {
    const [first] = await this.dataSource.getRepository(Council).find({order: {createdAt: 'ASC', id: 'ASC'}, take: 1});
    return first ?? null;
  }

  /** Their names by id. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const councils = await this.dataSource.getRepository(Council).find({select: {id: true, name: true}});
    return new Map(councils.map(({id, name}) => [id, name]));
  }

  /** By its short name, for an address that names it. */
  byCode(code: string): Promise<Council | null> {
    return this.dataSource.getRepository(Council).findOneBy({code});
  }

  /** By its short code, as commands and addresses for machines name it. */
  async idOf(code: string): Promise<string | null> {
    const found = await this.dataSource.getRepository(Council).findOne({select: {id: true}, where: {code}});
    return found?.id ?? null;
  }

  /** Every page names it and it hardly ever changes: remembered for a minute. */
  one(id: string): Promise<Council> {
    const now = performance.now();
    const known = this.remembered.get(id);
    if (known && now < known.until) return known.council;
    const council = this.dataSource.getRepository(Council).findOneByOrFail({id});
    this.remembered.set(id, {council, until: now + A_MINUTE});
    council.catch(() => this.remembered.delete(id));
    return council;
  }
}
