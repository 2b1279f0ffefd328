import {expect} from '@jest/globals';

export type Json = Record<string, unknown>;

const UUID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$|^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** What Open Referral UK 3 wants of each part, by the field that it stands in; the rest of a part may be left out. */
const NEEDS: Record<string, readonly string[]> = {
  service: ['id', 'name', 'status'],
  organization: ['id', 'name', 'description'],
  location: ['id', 'location_type'],
  addresses: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  taxonomy_term: ['id', 'name', 'description'],
  taxonomy_terms: ['id', 'name', 'description'],
  ...Object.fromEntries(
    ['schedules', 'service_areas', 'service_at_locations', 'languages', 'cost_options', 'attributes'].map((each) => [
      each,
      ['id'],
    ]),
  ),
  phones: ['id', 'number'],
};
const ONE_OF: Record<string, readonly string[]> = {
  status: ['active', 'inactive', 'defunct', 'temporarily closed'],
  location_type: ['physical', 'postal', 'virtual'],
  address_type: ['physical', 'postal', 'virtual'],
};

/** Holds an answer of the feed to the fields and forms of the standard: nothing needed is missing, nothing is empty. */
export function valid(part: Json, where = ''): void {
  for (const field of NEEDS[where] ?? [])
    expect({where, field, there: part[field] !== undefined}).toEqual({where, field, there: true});
  for (const [field, value] of Object.entries(part)) {
    const at = `${where}.${field}`;
    expect({at, empty: value === null || value === ''}).toEqual({at, empty: false});
    if (field === 'id' || field.endsWith('_id')) expect({at, value}).toEqual({at, value: expect.stringMatching(UUID)});
    if (field === 'last_modified') expect(value).toEqual(expect.stringMatching(INSTANT));
    if (['url', 'website', 'uri'].includes(field)) expect(URL.canParse(value as string)).toBe(true);
    if (['latitude', 'longitude', 'amount'].includes(field)) expect(typeof value).toBe('number');
    if (ONE_OF[field]) expect(ONE_OF[field]).toContain(value);
    for (const each of [value].flat())
      if (typeof each === 'object' && each !== null) valid(each as Json, field === 'contents' ? '' : field);
  }
}
