import type {Day, Pence, RateUnit} from '@app/kernel';
import {cardRate, type Gender, type ListingKind, type Need} from '@app/listings';
import {areaOf, cellOf} from '../document/cells.js';
import type {ListingFacts} from '../facts/listing-facts.js';
import {documentWords} from '../words/document-words.js';

/** A row of `search_document`, by its columns. */
export interface DocumentRow {
  id: string;
  council_id: string;
  listed: boolean;
  version: number;
  kind: ListingKind;
  name: string;
  summary: string;
  gender: Gender | null;
  services: string[];
  needs: Need[];
  languages: string[];
  latitude: number;
  longitude: number;
  cell: number;
  area: number;
  travel_km: number;
  taking_on: string;
  rate_pence: Pence | null;
  rate_unit: RateUnit | null;
  accredited: boolean;
  scheme: string | null;
  checked_on: Day | null;
  listed_through: Day | null;
  words: string[];
}

export function documentOf(facts: ListingFacts, day: Day): DocumentRow {
  const rate = cardRate(facts.rates, day);
  return {
    id: facts.id,
    council_id: facts.councilId,
    listed: true,
    version: facts.version,
    kind: facts.kind,
    name: facts.name,
    summary: facts.summary,
    gender: facts.gender,
    services: facts.services.map(({code}) => code).sort(),
    needs: [...facts.needs].sort(),
    languages: [...facts.languages].sort(),
    latitude: facts.latitude,
    longitude: facts.longitude,
    cell: cellOf(facts),
    area: areaOf(facts),
    travel_km: facts.travelKm,
    taking_on: facts.takingOn,
    rate_pence: rate?.ratePence ?? null,
    rate_unit: rate?.unit ?? null,
    accredited: facts.accredited,
    scheme: facts.scheme,
    checked_on: facts.checkedOn,
    listed_through: facts.listedThrough,
    words: documentWords(facts),
  };
}
