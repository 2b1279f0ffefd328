import 'reflect-metadata';
import {Command, InvalidArgumentError, Option} from 'commander';
import type {Contact, NewUserOptions, SignInOptions} from './src/commands/councils.js';
import type {DirectoryOptions} from './src/commands/directory.js';
import type {DemonstrationOptions} from './src/commands/demonstration.js';
import type {IssuerOptions} from './src/commands/issuers.js';
import {finish, type Outcome} from './src/commands/outcome.js';

/** Each is loaded only when it is run: help needs none of the product. */
const commands = {
  councils: () => import('./src/commands/councils.js'),
  directory: () => import('./src/commands/directory.js'),
  demonstration: () => import('./src/commands/demonstration.js'),
  issuers: () => import('./src/commands/issuers.js'),
  operate: () => import('./src/commands/operate.js'),
  postcodes: () => import('./src/commands/postcodes.js'),
  routes: () => import('./src/commands/routes.js'),
  search: () => import('./src/commands/search.js'),
  verify: () => import('./src/commands/verify.js'),
};

const program = new Command('alongside')
  .description('Runs the council’s and the operator’s commands')
  .showHelpAfterError();

function group(name: string, description: string): Command {
  return program.command(name).description(description);
}

/** No more people than England has personal assistants and providers twice over. */
const MOST_LISTINGS = 250_000;

function listingCount(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_LISTINGS)
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_LISTINGS}.`);
  return count;
}

/** Every command prints for people, or one JSON object with --json, and ends with 0 only on success. */
function action<A extends unknown[]>(command: Command, run: (...args: A) => Promise<Outcome>): void {
  command.option('--json', 'print one JSON object').action(async (...all: unknown[]) => {
    const args = all.slice(0, -1) as A;
    finish(await run(...args), Boolean(command.opts<{json?: boolean}>().json));
  });
}

const ledger = group('ledger', 'money');
action(ledger.command('verify').description('prove every journal and balance from its entries'), async () =>
  (await commands.verify()).ledgerVerify(),
);

const bookings = group('bookings', 'bookings and visits');
action(bookings.command('verify').description('look for double bookings and money that does not fit'), async () =>
  (await commands.verify()).bookingsVerify(),
);

const audit = group('audit', 'the audit trail');
action(audit.command('verify').description('compute every council’s chain anew'), async () =>
  (await commands.verify()).auditVerify(),
);

const postcodes = group('postcodes', 'postcodes');
action(
  postcodes
    .command('import')
    .description('take in OS Code-Point Open (zip or CSV) or the ONS Postcode Directory (CSV)')
    .argument('<file...>'),
  async (files: string[]) => (await commands.postcodes()).importPostcodeFiles(files),
);

action(program.command('migrate').description('bring the database to this version'), async () =>
  (await commands.operate()).migrateDatabase(),
);

const demo = group('demo', 'the demonstration');
action(
  demo
    .command('load')
    .description('made-up people, into an empty installation')
    .option(
      '--listings <count>',
      'and so many made-up listings over England, in all, for trying it out at scale; they pass every rule of the' +
        ' database, which takes about four seconds a thousand',
      listingCount,
    ),
  async (options: DemonstrationOptions) => (await commands.demonstration()).demonstrationLoad(options),
);

const search = group('search', 'search');
action(
  search.command('rebuild').description('make projection and index again; searches are answered meanwhile'),
  async () => (await commands.search()).searchRebuild(),
);
action(
  search
    .command('verify')
    .description('compare listings, projection and index; what differs is mended and fails the command'),
  async () => (await commands.search()).searchVerify(),
);

const register = group('register', 'the register');
action(
  register
    .command('standing')
    .description('was this member listed and accredited on that day?')
    .requiredOption('--member <id>')
    .requiredOption('--on <date>')
    .option('--known-at <instant>', 'from what was on record then, like 2026-03-29T12:00:00Z'),
  async (options: {member: string; on: string; knownAt?: string}) =>
    (await commands.operate()).registerStanding(options),
);

const directory = group('directory', 'what other directories hold');
action(
  directory
    .command('import')
    .description(
      'read an Open Referral UK feed (3 or 1) or a CSV file as drafts; says what it would do, and does it with --take',
    )
    .requiredOption('--council <code>')
    .requiredOption('--name <name>', 'whose directory it is: the same name finds its entries again')
    .option('--file <path>', 'a file')
    .option('--address <url>', 'the address of the feed')
    .option('--take', 'take it in'),
  async (options: DirectoryOptions) => (await commands.directory()).directoryImport(options),
);

const council = group('council', 'councils');
action(
  council
    .command('add')
    .argument('<code>', 'short, lower case: nottinghamshire')
    .argument('<name>')
    .requiredOption('--area <area>', 'the place it serves: Nottinghamshire')
    .requiredOption('--email <email>', 'where people write to')
    .requiredOption('--phone <phone>')
    .requiredOption('--phone-hours <hours>', 'Monday to Friday, 9am to 5pm'),
  async (code: string, name: string, contact: Contact) => (await commands.councils()).councilAdd(code, name, contact),
);

action(
  council
    .command('sign-in')
    .description('how its staff or its public sign in, from today on')
    .argument('<code>')
    .addOption(new Option('--group <group>').choices(['staff', 'public']).makeOptionMandatory())
    .addOption(new Option('--local <answer>', 'may they have a password here?').choices(['yes', 'no']))
    .addOption(new Option('--second-factor <answer>', 'is a second step asked for?').choices(['yes', 'no']))
    .requiredOption('--source <text>', 'where the rule comes from'),
  async (code: string, options: SignInOptions) => (await commands.councils()).councilSignIn(code, options),
);
action(
  council
    .command('issuer-add')
    .description('trust an OpenID Connect issuer; its key or secret stands in SIGN_IN_SECRET_<NAME>')
    .argument('<council>', 'its code')
    .argument('<issuer>', 'a short code for it: entra')
    .requiredOption('--audience <audience>', 'public or staff')
    .requiredOption('--label <label>', 'what stands on the button')
    .requiredOption('--address <url>', 'the issuer')
    .requiredOption('--client-id <id>')
    .requiredOption('--secret <name>', 'the NAME of SIGN_IN_SECRET_<NAME>')
    .option('--proof <proof>', 'private_key_jwt, client_secret_basic or client_secret_post', 'private_key_jwt')
    .option('--key-id <id>', 'under which the issuer knows our key')
    .option('--tenant <id>', 'the directory that the claim tid has to name')
    .option('--scope <scope...>', 'what to ask for', ['openid', 'email', 'profile'])
    .option('--claims <json>', 'the claims parameter')
    .option('--parameters <json>', 'more parameters of the request', '{}')
    .option('--role-claim <name>', 'staff: the claim that says what they may do')
    .option('--second-factor <value...>', 'what in amr or acr says that a second factor was asked for', ['mfa'])
    .option('--email-proved', 'its e-mail addresses are proved even where it does not say so'),
  async (code: string, issuer: string, options: IssuerOptions) =>
    (await commands.issuers()).issuerAdd(code, issuer, options),
);
action(
  council
    .command('issuer-end')
    .description('from tomorrow it is not offered any more')
    .argument('<council>')
    .argument('<issuer>'),
  async (code: string, issuer: string) => (await commands.issuers()).issuerEnd(code, issuer),
);
action(
  council
    .command('issuer-role')
    .description('say what a value of the role claim stands for; without roles: nothing')
    .argument('<council>')
    .argument('<issuer>')
    .argument('<value>')
    .argument('[role...]'),
  async (code: string, issuer: string, value: string, roles: string[]) =>
    (await commands.issuers()).issuerRole(code, issuer, value, roles),
);

const user = group('user', 'people who can sign in');
action(
  user
    .command('add')
    .description('add a person; the password is read from ALONGSIDE_PASSWORD')
    .requiredOption('--council <code>')
    .requiredOption('--name <name>')
    .requiredOption('--email <email>')
    .requiredOption('--role <role...>'),
  async (options: NewUserOptions) => (await commands.councils()).userAdd(options),
);

action(program.command('routes').description('list every route with its permission'), async () =>
  (await commands.routes()).listRoutes(),
);

program.parseAsync().catch(async (error: unknown) => {
  const {whyOf} = await import('./src/commands/why.js');
  process.stderr.write(`${whyOf(error)}\n`);
  process.exitCode = 1;
});
