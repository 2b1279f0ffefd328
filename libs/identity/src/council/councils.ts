import {Injectable} from '@nestjs/common';
import {DataSource} from 'typeorm';
import {Council} from './council.entity.js';

/** The tenants. What is said of a council itself is public. */
@Injectable()
export class Councils {
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

  /** By its short code, as commands and addresses for machines name it. */
  async idOf(code: string): Promise<string | null> {
    const found = await this.dataSource.getRepository(Council).findOne({select: {id: true}, where: {code}});
    return found?.id ?? null;
  }

  one(id: string): Promise<Council> {
    return this.dataSource.getRepository(Council).findOneByOrFail({id});
  }
}
