import {Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn} from 'typeorm';
import type {RateUnit} from '@app/kernel';
import type {Audience, Gender, Need, WayOfPaying} from '@app/listings';
import type {CardKind, PublicCard} from './public-card.js';
import {CreatedAt, DayColumn, InstantColumn} from '@app/platform';

/**
 * A listing as search sees it: public facts only, written by the projection alone and made again from the public
 * functions at any time. One that is not listed any more keeps its number and nothing else.
 */
@Entity()
@Index('search_document_id_key', ['id'], {unique: true})
@Index(['revision'])
@Index(['wordsRevision'])
@Index('search_document_cell_idx', ['cell'], {where: 'listed'})
@Index('search_document_area_idx', ['area'], {where: 'listed'})
@Index('search_document_council_id_idx', ['councilId'], {where: 'listed'})
@Index('search_document_words_idx', {synchronize: false})
@Index('search_document_name_idx', {synchronize: false})
export class SearchDocument {
  @PrimaryGeneratedColumn('identity', {type: 'integer', generatedIdentity: 'ALWAYS'}) number: number;
  @Column({type: 'uuid'}) id: string;
  @Column({type: 'uuid'}) councilId: string;
  @Column({type: 'boolean'}) listed: boolean;
  /** To whom it shows. */
  @Column({type: 'text', default: 'public'}) audience: Audience;
  /** Which change of the projection wrote this row: they commit in this order. */
  @Column({type: 'bigint'}) revision: number;
  /** The change that last touched what Meilisearch holds of it. */
  @Column({type: 'bigint'}) wordsRevision: number;
  @Column({type: 'text'}) kind: CardKind;
  @Column({type: 'text', nullable: true}) gender: Gender | null;
  @Column({type: 'text', array: true}) services: string[];
  @Column({type: 'text', array: true}) needs: Need[];
  @Column({type: 'text', array: true}) languages: string[];
  @Column({type: 'double precision'}) latitude: number;
  @Column({type: 'double precision'}) longitude: number;
  @Column({type: 'integer'}) cell: number;
  @Column({type: 'integer'}) area: number;
  @Column({type: 'integer'}) travelKm: number;
  @Column({type: 'integer', nullable: true}) ratePence: number | null;
  @Column({type: 'text', nullable: true}) rateUnit: RateUnit | null;
  @Column({type: 'boolean'}) accredited: boolean;
  @Column({type: 'text', array: true, default: []}) pays: WayOfPaying[];
  @Column({type: 'boolean', default: false}) drives: boolean;
  /** They take on new people, on the day the projection is true of. */
  @Column({type: 'boolean', default: false}) takingOn: boolean;
  /** Where they help: at home, online, at theirs. */
  @Column({type: 'text', array: true, default: []}) places: string[];
  /** The last day on which it is listed if nothing more happens; null where no end is in sight. */
  @DayColumn({nullable: true}) listedThrough: string | null;
  /** What a result shows, on the day the projection is true of. */
  @Column({type: 'jsonb'}) card: PublicCard;
  @Column({type: 'tsvector'}) words: string;
}

/** Every word that documents hold or held: where a misspelt one finds those it may have meant. */
@Entity()
@Index('search_word_word_key', ['word'], {unique: true})
export class SearchWord {
  @PrimaryGeneratedColumn('identity', {type: 'integer', generatedIdentity: 'ALWAYS'}) id: number;
  @Column({type: 'text', collation: 'C'}) word: string;
}

/** One row: the last change of the projection. Who writes locks it, so changes follow one another. */
@Entity()
@Check('search_state_one_check', 'one')
export class SearchState {
  @PrimaryColumn({type: 'boolean', default: true}) one: boolean;
  @Column({type: 'bigint', default: 0}) revision: number;
  /** The way of making words that all documents were made with; 0 before all were made once. */
  @Column({type: 'integer', default: 0}) wordsVersion: number;
  /** The day for which every document was made or looked through; what is asked of another day is read anew. */
  @DayColumn({nullable: true}) trueOn: string | null;
}

/** That a listing was changed and its document not yet: set by triggers, taken away by the projection. */
@Entity()
@Index(['listingId'])
export class SearchStale {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  @Column({type: 'uuid'}) listingId: string;
}

/** That somebody's hours, visits or rates changed: set by triggers, read by every process, taken away minutes later. */
@Entity()
@Index(['changedIn'])
export class SearchTimesChanged {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  /** The transaction that did it. */
  @Column({type: 'bigint', default: () => 'current_transaction_id()'}) changedIn: number;
  /** A listing, or a worker as visits name them; null: the bands of some council. */
  @Column({type: 'uuid', nullable: true}) subjectId: string | null;
}

export type SearchIndexState = 'building' | 'current' | 'retired';

/** An index in Meilisearch, and how far it has been written. One answers; another may be built beside it. */
@Entity()
@Check('search_index_uid_check', `uid ~ '^[a-z0-9_]{1,100}$'`)
@Check('search_index_state_check', `state IN ('building', 'current', 'retired')`)
@Index('search_index_current_idx', ['state'], {unique: true, where: `state = 'current'`})
@Index('search_index_building_idx', ['state'], {unique: true, where: `state = 'building'`})
export class SearchIndex {
  @PrimaryColumn({type: 'text'}) uid: string;
  @Column({type: 'text'}) state: SearchIndexState;
  /** The last `words_revision` that it holds; -1 before it is made. */
  @Column({type: 'bigint', default: -1}) revision: number;
  /** What it was made with: settings and the way of making words. */
  @Column({type: 'text'}) recipe: string;
  @CreatedAt() createdAt: Date;
  /** When its state changed last, or it was mended: who remembers its answers from before forgets them. */
  @InstantColumn({default: () => 'now()'}) changedAt: Date;
}
