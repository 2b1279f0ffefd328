import {GAZETTEER_POSTCODES, type Position} from '@app/geography';
import {languageName} from '@app/listings';
import type {DocumentToMake} from '@app/search';
import {BRIGHTON_PAS, NOTTINGHAMSHIRE_PAS, NOTTINGHAMSHIRE_PROVIDERS} from '../../demonstration/workers.js';
import {randomFrom} from '../../made-up/england.js';
import {madeUpListings} from '../../made-up/made-up-listings.js';

/** Enough beside those of the demonstration that the order of the first ten matters. */
const BESIDE = 140;
const COUNCIL = '00000000-0000-7000-8000-00000000000a';

export interface JudgedPerson extends DocumentToMake {
  travelKm: number;
}

/** The people of the demonstration and others around Nottingham: the same ones each time. */
export function judgedPeople(serviceNames: ReadonlyMap<string, string>): JudgedPerson[] {
  const services = (codes: readonly string[]) => codes.map((code) => ({code, name: serviceNames.get(code) ?? code}));
  const rest = {
    councilId: COUNCIL,
    rates: [],
    accredited: true,
    scheme: null,
    checkedOn: null,
    listedThrough: null,
    pays: [],
    drives: false,
    takingOn: true,
    where: ['at_home'],
    audience: 'public' as const,
  };
  const known = [
    ...NOTTINGHAMSHIRE_PAS.map((each) => ({...each, kind: 'pa' as const})),
    ...NOTTINGHAMSHIRE_PROVIDERS.map((each) => ({...each, kind: 'provider' as const})),
    ...BRIGHTON_PAS.map((each) => ({...each, kind: 'pa' as const})),
  ].map((each) => {
    const place = GAZETTEER_POSTCODES.find(({postcode}) => postcode === each.postcode);
    if (!place) throw new Error(`${each.postcode} is not in the gazetteer`);
    const {name, kind, summary, gender, needs, languages} = each;
    return {
      ...rest,
      kind,
      name: kind === 'pa' ? name.replace(/ (\S)\S*$/, ' $1.') : name,
      summary,
      about: '',
      gender,
      needs: [...needs],
      languages: languages.filter((code) => languageName(code) !== null),
      services: services(each.services),
      district: place.district,
      latitude: place.latitude,
      longitude: place.longitude,
      travelKm: kind === 'pa' ? 12 : 20,
    };
  });
  const others = [...madeUpListings(0, BESIDE, around(), randomFrom(7))].map((each) => ({
    ...rest,
    ...each,
    about: '',
    services: services(each.services),
    district: null,
  }));
  return [...known, ...others].map((each, index) => ({...each, id: idOf(index)}) as JudgedPerson);
}

function around() {
  const places: Position[] = GAZETTEER_POSTCODES.filter(({outcode}) => /^NG/.test(outcode));
  const [centre] = GAZETTEER_POSTCODES.filter(({postcode}) => postcode === 'NG1 5DT');
  if (!centre) throw new Error('NG1 5DT is not in the gazetteer');
  const {latitude, longitude} = centre;
  return {towns: [{name: 'Nottingham', people: 325, outcode: 'NG1', latitude, longitude}], places};
}

const idOf = (index: number) => `20000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
