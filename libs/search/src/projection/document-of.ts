import type {Day, Pence, RateUnit} from '@app/kernel';
import {cardRate, type Audience, type Gender, type Need, type WayOfPaying} from '@app/listings';
import {areaOf, cellOf} from '../document/cells.js';
import type {CardKind, PublicCard} from '../document/public-card.js';
import type {ListingFacts} from '../facts/listing-facts.js';
import {documentWords} from '../words/document-words.js';
import type {Thesaurus} from '../words/thesaurus.js';

/** A row of `search_document`, by its columns. */
export interface DocumentRow {
  id: string;
  council_id: string;
  listed: boolean;
  audience: Audience;
  kind: CardKind;
  gender: Gender | null;
  services: string[];
  needs: Need[];
  languages: string[];
  latitude: number;
  longitude: number;
  cell: number;
  area: number;
  travel_km: number;
  rate_pence: Pence | null;
  rate_unit: RateUnit | null;
  accredited: boolean;
  pays: WayOfPaying[];
  drives: boolean;
  taking_on: boolean;
  places: string[];
  listed_through: Day | null;
  card: PublicCard;
  words: string[];
}

export function documentOf(facts: ListingFacts, day: Day, thesaurus: Thesaurus): DocumentRow {
  const rate = cardRate(facts.rates, day);
  return {
    id: facts.id,
    council_id: facts.councilId,
    listed: true,
    audience: facts.audience,
    kind: facts.kind,
    gender: facts.gender,
    services: facts.services.map(({code}) => code).sort(),
    needs: [...facts.needs].sort(),
    languages: [...facts.languages].sort(),
    latitude: facts.latitude,
    longitude: facts.longitude,
    cell: cellOf(facts),
    area: areaOf(facts),
    travel_km: facts.travelKm,
    rate_pence: rate?.ratePence ?? null,
    rate_unit: rate?.unit ?? null,
    accredited: facts.accredited,
    pays: [...facts.pays].sort(),
    drives: facts.drives,
    taking_on: facts.takingOn,
    places: [...facts.where].sort(),
    listed_through: facts.listedThrough,
    card: cardOf(facts),
    words: documentWords(facts, thesaurus),
  };
}

/** Each part by name, so that nothing else can come along. */
export function cardOf(facts: PublicCard): PublicCard {
  const {
    councilId,
    kind,
    name,
    summary,
    services,
    latitude,
    longitude,
    rates,
    accredited,
    scheme,
    checkedOn,
    audience,
    inspected,
    picture,
    community,
  } = facts;
  return {
    councilId,
    kind,
    name,
    summary,
    services,
    latitude,
    longitude,
    rates,
    accredited,
    scheme,
    checkedOn,
    audience,
    inspected: inspected ?? null,
    picture: picture ?? null,
    ...(community && {community}),
  };
}
