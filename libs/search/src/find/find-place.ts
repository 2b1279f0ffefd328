import {Injectable} from '@nestjs/common';
import {Geography, type Found} from '@app/geography';
import {DomainError} from '@app/kernel';
import {tokensOf} from '../words/tokens.js';
import {maybePlaces, NO_PLACE} from './maybe-places.js';
import {placeInWords, type PlaceInWords} from './place-in-words.js';
import type {SearchInput} from './search-input.js';

export interface Place {
  origin: Found | null;
  /** The words without a place that stood in them. */
  q: string;
}

/** Where somebody is: as they said, else as it stands among their words. */
@Injectable()
export class FindPlace {
  constructor(private readonly geography: Geography) {}

  /** @throws POSTCODE_UNKNOWN for what was given as the place itself */
  async run({near, q}: Pick<SearchInput, 'near' | 'q'>): Promise<Place> {
    const named = placeInWords(q);
    const isCode = named?.as === 'code' || named?.as === 'pieces';
    if (near) return {origin: await this.geography.find(near), q: beside(near, isCode ? named.rest : q)};
    const origin = named && (await this.meant(named));
    if (origin) return {origin, q: named.rest};
    return (named?.as === 'code' ? null : await this.called(q, true)) ?? {origin: null, q};
  }

  /**
   * Where nobody was found: a name of a place may stand among the words without a “near” before it.
   * @returns null where none does
   */
  among(q: string): Promise<Place | null> {
    return this.called(q, false);
  }

  private async meant({place, as}: PlaceInWords): Promise<Found | null> {
    const origin = NO_PLACE.test(place) ? null : await this.known(place);
    if (!origin || (as === 'in' && !isNamed(origin, place)) || (as === 'pieces' && !origin.exact)) return null;
    return origin;
  }

  /** By its very name, whatever follows: “cleaner in Beeston for my mum”. What follows may be another name of it. */
  private async called(q: string, behind: boolean): Promise<Place | null> {
    const maybe = maybePlaces(q, behind);
    if (maybe.length === 0) return null;
    const names = await this.geography.namesIn(maybePlaces(q, false).map(({name}) => name));
    const named = maybe.find(({name}) => names.has(name));
    if (!named) return null;
    const words = named.rest.split(' ');
    const at = words.findIndex((_, index) => q.includes(`${named.name}, ${words[index]}`));
    const county = at >= 0 && names.has(words[at] as string) ? words.splice(at, 1)[0] : null;
    const origin = await this.known(county ? `${named.name}, ${county}` : named.name);
    return origin && {origin, q: words.join(' ')};
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
