import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Contact details that are typed so that a simple rule misses them: spelled out, spaced out, in other digits. */
export class ContactInWords1764510020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(DIGITS);
    await query.query(NAMES);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(FORMER);
    await query.query(`DROP FUNCTION said_digits`);
  }
}

/** Number words become digits, and “double oh” two of them; days, times of day and spans of hours are none. */
const WORDS = ['(zero|nought|naught|oh)', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const counted = WORDS.reduce((sql, word, digit) => `regexp_replace(${sql}, '\\m${word}\\M', '${digit}', 'gi')`, '$1');
const LEFT_OUT = [
  `\\m[0-3]?[0-9][./-][0-1]?[0-9][./-]20[0-9]{2}\\M`,
  `\\m([01]?[0-9]|2[0-3])[.:][0-5][0-9]\\M`,
  `\\m([01][0-9]|2[0-3])[0-5][0-9] ?[-–] ?([01][0-9]|2[0-3])[0-5][0-9]\\M`,
];
const doubled = [
  [`\\mdouble[\\s-]+([0-9])`, `\\1\\1`],
  [`\\m(?:triple|treble)[\\s-]+([0-9])`, `\\1\\1\\1`],
  // The letter for the digit, before another one.
  [`(?<![[:alpha:]])o(?=[\\s.o-]*[0-9])`, '0'],
  [`(?<=[0-9][\\s.-]?)o(?![[:alpha:]])|(?<=[0-9])o(?=o*[0-9\\s.-])`, '0'],
  ...LEFT_OUT.map((each) => [each, ' x ']),
].reduce((sql, [what, by]) => `regexp_replace(${sql}, '${what}', '${by}', 'gi')`, counted);

const DIGITS = `CREATE FUNCTION said_digits(text) RETURNS text LANGUAGE sql IMMUTABLE AS $f$ SELECT ${doubled} $f$`;

const BETWEEN = `[\\s.()/_*–-]*`;
const AT = `\\s*(@|[([{<]\\s*at\\s*[)\\]}>])\\s*`;
const DOT = `(\\.|\\s+\\.\\s+|\\s*[([{<]\\s*dot\\s*[)\\]}>]\\s*)`;
const NAMES = `
  CREATE OR REPLACE FUNCTION names_contact(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $f$
    SELECT said ~* '[[:alnum:]._%+-]+${AT}[[:alnum:]-]+(${DOT}[[:alnum:]-]+)*${DOT}[[:alpha:]]{2,}\\M'
      OR said ~* '\\m[[:alnum:]._%+-]+\\s+at\\s+[[:alnum:]-]+\\s+dot\\s+(com|co|net|org|uk|info)\\M'
      OR said ~* '(https?://|www\\.)'
      OR said ~* '\\m[[:alnum:]-]{2,}\\.(com|net|org|co\\.uk|org\\.uk|me\\.uk)\\M'
      OR said_digits(said) ~ '(\\+|\\m0)${BETWEEN}[0-9](${BETWEEN}[0-9]){8,}'
      OR said ~* '\\m[A-Z]{1,2}[0-9][A-Z0-9]? {0,3}[0-9](?!am\\M|pm\\M)[A-Z]{2}\\M'
      OR said ~* '\\m[A-Z]([ .-]+[A-Z])?([ .-]+[A-Z0-9]){1,2}[ .-]+[0-9][ .-]+[A-Z][ .-]+[A-Z]\\M'
    FROM (SELECT normalize($1, NFKC) AS said) s
  $f$`;

/** As it stood before. */
const FORMER = `
  CREATE OR REPLACE FUNCTION names_contact(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT $1 ~* '[[:alnum:]._%+-]+@[[:alnum:]-]+(\\.[[:alnum:]-]+)+'
      OR $1 ~* '(https?://|www\\.)'
      OR $1 ~ '(\\+|\\m0)[0-9]([ ()-]*[0-9]){8,}'
      OR $1 ~* '\\m[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9](?!am\\M|pm\\M)[A-Z]{2}\\M'
  $$`;
