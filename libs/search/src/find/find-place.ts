import {Injectable} from '@nestjs/common';
import {Geography, type Found} from '@app/geography';
import {DomainError} from '@app/kernel';
import {tokensOf} from '../words/tokens.js';
import {placeInWords} from './place-in-words.js';
import type {SearchInput} from './search-input.js';

export interface Place {
  origin: Found | null;
  /** The words without a place that stood in them. */
  q: string;
}

/** Behind “near” and “in” these are no place. */
const NO_PLACE = /^(?:me|us|you|here|home|my|our|the|by|a|an|this|where)\b/i;

/** Where somebody is: as they said, else as it stands among their words. */
@Injectable()
export class FindPlace {
  constructor(private readonly geography: Geography) {}

  /** @throws POSTCODE_UNKNOWN for what was given as the place itself */
  async run({near, q}: Pick<SearchInput, 'near' | 'q'>): Promise<Place> {
    const named = placeInWords(q);
    if (near) return {origin: await this.geography.find(near), q: beside(near, named?.as === 'code' ? named.rest : q)};
    if (!named || NO_PLACE.test(named.place)) return {origin: null, q};
    const origin = await this.known(named.place);
    if (!origin || (named.as === 'in' && !isNamed(origin, named.place))) return {origin: null, q};
    return {origin, q: named.rest};
  }

  private async known(place: string): Promise<Found | null> {
    try {
      return await this.geography.find(place);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}

/** Words that say once more where it is: nobody's listing need say them. */
function beside(near: string, q: string): string {
  const place = new Set(tokensOf(near));
  return q
    .split(/\s+/)
    .filter((word) => !tokensOf(word).some((token) => place.has(token)))
    .join(' ');
}

/** “In” stands before much that is no place, so that a slip of the finger is not looked for behind it. */
function isNamed({label}: Found, place: string): boolean {
  return label.toLowerCase().startsWith(place.toLowerCase());
}
