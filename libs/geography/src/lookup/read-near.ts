import {fix, match, parse, validOutcode} from 'postcode';
import {nothingTyped, tooLong} from './geography.errors.js';
import {countyKey, placeKey} from './place-key.js';

/** What somebody may have meant by what they typed. */
export type Near =
  | {
      as: 'postcode';
      /** As it would be written, for saying that we do not know it. */
      written: string;
      /** Without the space; null when only a part of a postcode was typed. */
      code: string | null;
      /** Outward codes it may stand for, likeliest first. */
      outcodes: string[];
    }
  | {as: 'place'; name: string; county: string | null};

const LONGEST = 100;

/**
 * @throws VALIDATION_FAILED when there is nothing to look for, or far too much
 */
export function readNear(text: string): Near {
  if (text.length > LONGEST) throw tooLong(LONGEST);
  const clean = text.trim();
  if (!/[\p{L}\p{N}]/u.test(clean)) throw nothingTyped();
  return wholePostcode(clean) ?? partOfPostcode(clean) ?? place(clean);
}

/** NG1 5DT in any case and spacing, with a letter for a figure or the other way round, or at the end of an address. */
function wholePostcode(text: string): Near | null {
  const compact = text.replace(/[\s.-]+/g, '');
  const mended = /\d/.test(compact) ? fix(compact) : compact;
  const within = match(text).at(-1) ?? '';
  const parsed = [compact, mended, within].map((each) => parse(each)).find((each) => each.valid);
  if (!parsed?.valid) return null;
  return {
    as: 'postcode',
    written: parsed.postcode,
    code: parsed.postcode.replace(' ', ''),
    outcodes: [parsed.outcode],
  };
}

const AND_PART_OF_INWARD = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]?)$/;
const INWARD_BEGUN = /^\d[A-Z]?$/;

/** NG1, or one that is not finished: NG1 5, NG15D. Where it may be read two ways, a space decides, then the longer. */
function partOfPostcode(text: string): Near | null {
  const [first = '', ...rest] = text.toUpperCase().split(/\s+/);
  const compact = first + rest.join('');
  const outcodes = new Set<string>();
  if (rest.length > 0 && INWARD_BEGUN.test(rest.join('')) && isOutcode(first)) outcodes.add(first);
  if (isOutcode(compact)) outcodes.add(compact);
  for (const shorter of [compact.slice(0, -1), compact.slice(0, -2)]) {
    const [, , inward] = AND_PART_OF_INWARD.exec(compact) ?? [];
    if (inward && INWARD_BEGUN.test(compact.slice(shorter.length)) && isOutcode(shorter)) outcodes.add(shorter);
  }
  if (outcodes.size === 0) return null;
  return {as: 'postcode', written: text.toUpperCase().split(/\s+/).join(' '), code: null, outcodes: [...outcodes]};
}

const isOutcode = (text: string) => text.length <= 4 && validOutcode(text);

/** `Newark, Nottinghamshire`: what follows the last comma narrows the search. */
function place(text: string): Near {
  const comma = text.lastIndexOf(',');
  const whole = {as: 'place' as const, name: placeKey(text), county: null};
  if (comma < 0) return whole;
  const name = placeKey(text.slice(0, comma));
  const county = countyKey(text.slice(comma + 1));
  return name && county ? {as: 'place', name, county} : whole;
}
