import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, Reference} from '@app/platform';
import type {
  Circumstance,
  CountsFrom,
  DbsLevel,
  MemberKind,
  OnLapse,
  Recorder,
  RequirementKind,
  SchemeKind,
} from './requirement-kinds.js';

/** What a council calls its register: "Support with Confidence". */
@Entity()
@Unique(['councilId', 'name'])
@Check('scheme_name_check', `length(btrim(name)) BETWEEN 1 AND 100`)
@Check('scheme_kind_check', `kind IN ('accredited', 'information')`)
export class Scheme {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) kind: SchemeKind;
  @CreatedAt() createdAt: Date;
}

/** What it asks of one kind of member from a day on. Once an application was made under it, it stays as it is. */
@Entity()
@Unique(['schemeId', 'memberKind', 'startsOn'])
@Check('scheme_version_member_kind_check', `member_kind IN ('pa', 'business', 'cqc_body', 'broker')`)
@Check(
  'scheme_version_members_from_check',
  `members_from >= starts_on AND members_from > (created_at AT TIME ZONE 'Europe/London')::date`,
)
export class SchemeVersion {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('scheme') schemeId: string;
  @Column({type: 'text'}) memberKind: MemberKind;
  @DayColumn() startsOn: string;
  /** From then on it is for members approved under earlier versions too; null leaves them theirs until they renew. */
  @DayColumn({nullable: true}) membersFrom: string | null;
  @CreatedAt() createdAt: Date;
}

/** One thing asked. The words of each are explained at `RequirementTerms`. */
@Entity()
@Unique(['schemeVersionId', 'code'])
@Check('requirement_code_check', `code ~ '^[a-z][a-z0-9_]{1,39}$'`)
@Check(
  'requirement_kind_check',
  `kind IN ('identity', 'right_to_work', 'dbs', 'reference', 'training', 'insurance', 'qualification',
            'tax_registration', 'court_judgments', 'interview', 'code_of_conduct', 'trading_history',
            'self_declaration', 'fee')`,
)
@Check('requirement_title_check', `length(btrim(title)) BETWEEN 1 AND 200`)
@Check('requirement_needed_check', `needed BETWEEN 1 AND 9`)
@Check('requirement_valid_months_check', `valid_months BETWEEN 1 AND 600`)
@Check('requirement_counts_from_check', `counts_from IN ('issued', 'checked', 'awarded')`)
@Check('requirement_on_lapse_check', `on_lapse IN ('delist', 'warn', 'grace')`)
@Check(
  'requirement_grace_days_check',
  `(grace_days IS NOT NULL) = (on_lapse = 'grace') AND grace_days BETWEEN 1 AND 366`,
)
@Check(
  'requirement_recorded_by_check',
  `cardinality(recorded_by) > 0 AND recorded_by <@ ARRAY['officer', 'applicant', 'referee']`,
)
@Check(
  'requirement_only_when_check',
  `only_when IN ('self_employed', 'drives', 'regulated_activity', 'no_regulated_activity')`,
)
@Check(
  'requirement_minimum_level_check',
  `kind = 'dbs' AND minimum_level IN ('basic', 'standard', 'enhanced', 'enhanced_barred') OR minimum_level IS NULL`,
)
@Check(
  'requirement_each_worker_check',
  `NOT each_worker OR (kind = 'dbs' AND needed = 1 AND 'officer' = ANY (recorded_by))`,
)
@Check('requirement_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class Requirement {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('scheme_version') schemeVersionId: string;
  /** Its place in the officer's list. */
  @Column({type: 'smallint'}) position: number;
  @Column({type: 'text'}) code: string;
  @Column({type: 'text'}) kind: RequirementKind;
  @Column({type: 'text'}) title: string;
  @Column({type: 'smallint'}) needed: number;
  @Column({type: 'smallint', nullable: true}) validMonths: number | null;
  @Column({type: 'text'}) countsFrom: CountsFrom;
  @Column({type: 'text'}) onLapse: OnLapse;
  @Column({type: 'smallint', nullable: true}) graceDays: number | null;
  @Column({type: 'text', nullable: true}) onlyWhen: Circumstance | null;
  @Column({type: 'text', nullable: true}) minimumLevel: DbsLevel | null;
  @Column({type: 'boolean', default: false}) eachWorker: boolean;
  @Column({type: 'text', array: true, default: '{officer}'}) recordedBy: Recorder[];
  @Column({type: 'text'}) source: string;
}
