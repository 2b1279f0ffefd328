import {Column, Entity, Index} from 'typeorm';
import {Id} from '@app/platform';

/** A town, village or part of a city that people name instead of a postcode. */
@Entity()
@Index(['searchName'])
@Index('place_search_name_trgm_idx', {synchronize: false})
export class Place {
  @Id() id: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text', nullable: true}) county: string | null;
  @Column({type: 'text'}) nation: string;
  /** The name as `placeKey` makes it: what is typed is compared with this. */
  @Column({type: 'text', collation: 'C'}) searchName: string;
  /** What it is called for short: Newcastle upon Tyne is Newcastle. */
  @Column({type: 'text', collation: 'C', nullable: true}) searchShort: string | null;
  @Column({type: 'text'}) searchCounty: string;
  /** Whether people who name it and no county mean this one of its namesakes. */
  @Column({type: 'boolean'}) bestKnown: boolean;
  @Column({type: 'double precision'}) latitude: number;
  @Column({type: 'double precision'}) longitude: number;
}
