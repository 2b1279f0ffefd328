import {Check, Column, Entity, ForeignKey, PrimaryColumn, Unique} from 'typeorm';
import {Id, InstantColumn} from '@app/platform';

export type EditionSource = 'code_point_open' | 'onspd' | 'gazetteer' | 'cities_json';

/** One publication of the reference data: the one in use, and at most one that is being loaded. */
@Entity()
@Unique(['subject', 'state'])
@Check('geography_edition_subject_check', `subject IN ('postcodes', 'places')`)
@Check('geography_edition_state_check', `state IN ('loading', 'current')`)
@Check('geography_edition_source_check', `source IN ('code_point_open', 'onspd', 'gazetteer', 'cities_json')`)
export class GeographyEdition {
  @Id() id: string;
  @Column({type: 'text'}) subject: 'postcodes' | 'places';
  @Column({type: 'text'}) state: 'loading' | 'current';
  @Column({type: 'text'}) source: EditionSource;
  /** As its publisher calls it: OS Code-Point Open 2025.4.0. */
  @Column({type: 'text'}) name: string;
  /** The year of the copyright lines, where there are any. */
  @Column({type: 'integer', nullable: true}) year: number | null;
  /** Tells the same files given again from other ones. */
  @Column({type: 'text'}) fingerprint: string;
  @Column({type: 'integer', default: 0}) rows: number;
  @Column({type: 'integer', default: 0}) withoutPosition: number;
  @Column({type: 'integer', default: 0}) terminated: number;
  @Column({type: 'integer', default: 0}) outcodes: number;
  @InstantColumn({default: () => 'now()'}) startedAt: Date;
  @InstantColumn({nullable: true}) loadedAt: Date | null;
}

/** How far the import of one file has come; it is written in the transaction that wrote the rows. */
@Entity()
export class PostcodeImportFile {
  @PrimaryColumn({type: 'uuid'})
  @ForeignKey('GeographyEdition', {onDelete: 'CASCADE'})
  editionId: string;
  @PrimaryColumn({type: 'text'}) file: string;
  /** Everything before this byte of the file (uncompressed) is in the database. */
  @Column({type: 'bigint', default: 0}) bytes: number;
  @Column({type: 'integer', default: 0}) rows: number;
  @Column({type: 'integer', default: 0}) withoutPosition: number;
  @Column({type: 'integer', default: 0}) terminated: number;
  @Column({type: 'boolean', default: false}) done: boolean;
}
