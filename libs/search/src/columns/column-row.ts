import type {Day, Pence, RateUnit} from '@app/kernel';

/** Of a document, what filters, counts and order need: all but the words. */
export interface ColumnRow {
  number: number;
  id: string;
  listed: boolean;
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
  services: string[];
  needs: string[];
  languages: string[];
}
