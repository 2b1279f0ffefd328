import {Column, Entity, PrimaryColumn} from 'typeorm';

/** A full postcode without its space, NG15DT, and where it is. */
@Entity()
export class Postcode {
  @PrimaryColumn({type: 'text', collation: 'C'}) code: string;
  @Column({type: 'double precision'}) latitude: number;
  @Column({type: 'double precision'}) longitude: number;
  /** The GSS code of its district or unitary authority. */
  @Column({type: 'text', nullable: true}) districtCode: string | null;
}

/** An outward code, NG1: the mean of its postcodes, and the district that most of them lie in. */
@Entity()
export class Outcode {
  @PrimaryColumn({type: 'text', collation: 'C'}) code: string;
  @Column({type: 'double precision'}) latitude: number;
  @Column({type: 'double precision'}) longitude: number;
  /** How many postcodes it has, which tells town from country. */
  @Column({type: 'integer'}) postcodes: number;
  @Column({type: 'text', nullable: true}) districtCode: string | null;
}
