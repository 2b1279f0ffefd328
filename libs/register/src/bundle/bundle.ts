import type {Day} from '@app/kernel';
import type {AppealView} from '../appeals/appeal-view.js';
import type {ApplicationView} from '../applications/application-view.js';
import type {SanctionKind} from '../sanctions/sanction.entity.js';
import type {Standing} from '../standing/standing.js';

/** Everything that the council knows and decided of one application, and what proves it. */
export interface Bundle {
  madeAt: Date;
  madeBy: {id: string; name: string};
  council: string;
  application: ApplicationView;
  /** The decision's conditions with the days they are due and were met. */
  conditions: {text: string; dueOn: Day | null; metOn: Day | null; publiclyVisible: boolean}[];
  standing: {onTheDay: Standing | null; day: Day | null; today: Standing};
  suspensions: {startsAt: Date; endsAt: Date | null}[];
  /** Their reasons are restricted, and read one by one. */
  sanctions: {kind: SanctionKind; startsOn: Day; endsOn: Day | null; liftedOn: Day | null}[];
  requests: {text: string; askedAt: Date; answer: string | null; answeredAt: Date | null}[];
  appeals: Pick<
    AppealView,
    'against' | 'state' | 'receivedOn' | 'grounds' | 'outcome' | 'effect' | 'reasons' | 'decidedAt'
  >[];
  timeline: BundleEvent[];
  /** Each reading of sensitive facts, and of this bundle. */
  seenBy: BundleEvent[];
  proof: {sealed: number; unsealed: number; entries: BundleProof[]};
}

export interface BundleEvent {
  at: Date;
  action: string;
  who: string;
  /** The requirement, the outcome: in codes, as the trail holds them. */
  detail: string;
}

/** With these anybody can compute the chain again: the hash is SHA-256 over the one before and the content. */
export interface BundleProof {
  entryId: number;
  at: Date;
  action: string;
  seq: number | null;
  hash: string | null;
  previous: string | null;
  content: string | null;
}
