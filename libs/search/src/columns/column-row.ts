import type {Day, Pence, RateUnit} from '@app/kernel';

/** A document as a process keeps it: all but the words. */
export interface ColumnRow {
  number: number;
  id: string;
  listed: boolean;
  audience: string;
  councilId: string;
  listedThrough: Day | null;
  latitude: number;
  longitude: number;
  travelKm: number;
  cell: number;
  ratePence: Pence | null;
  rateUnit: RateUnit | null;
  kind: string;
  gender: string | null;
  accredited: boolean;
  drives: boolean;
  takingOn: boolean;
  /** Codes, with commas between: far quicker to read than lists. */
  pays: string;
  places: string;
  services: string;
  needs: string;
  languages: string;
  /** A `PublicCard`, as JSON. */
  card: string;
  /** Which change of the projection wrote it. */
  revision: number;
  /** The change that last touched what Meilisearch holds of it. */
  wordsRevision: number;
}
