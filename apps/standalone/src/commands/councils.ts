import {
  AddUser,
  IdentityModule,
  ROLES,
  setSignInRules,
  requireStrongPassword,
  type NewCouncil,
  type Role,
  type RoleGroup,
} from '@app/identity';
import {invalid, londonDay} from '@app/kernel';
import {PlatformModule} from '@app/platform';
import {Module} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import {setUpCouncil} from '../set-up-council.js';
import {asOwner, withEnvironment, type Outcome} from './command.js';

export type Contact = Omit<NewCouncil, 'code' | 'name'>;

/** A new council, with the rules it starts with. */
export function councilAdd(code: string, name: string, contact: Contact): Promise<Outcome> {
  return asOwner(async (owner) => {
    const council = {code, name, ...contact};
    const id = await owner.transaction((tx) => setUpCouncil(tx, londonDay(new Date()), council));
    const next = [
      `Next: npm run cli -- user add --council ${code} --role admin, for somebody who sets up the council's registers.`,
      'They begin at /council/schemes; nobody can apply before there is one.',
    ];
    return {ok: true, lines: [`Added ${name} (${code}): ${id}`, ...next], data: {id, code, name}};
  });
}

export interface SignInOptions {
  group: RoleGroup;
  local?: 'yes' | 'no';
  secondFactor?: 'yes' | 'no';
  source: string;
}

/** How a council's staff or public sign in from today on; what is not said stays as it was. */
export function councilSignIn(code: string, {group, local, secondFactor, source}: SignInOptions): Promise<Outcome> {
  return asOwner(async (owner) => {
    const [council] = await owner.query<{id: string}[]>(`SELECT id FROM council WHERE code = $1`, [code]);
    if (!council) throw invalid({field: 'code', message: `There is no council with the code ${code}.`});
    const change = {
      ...(local && {localAccounts: local === 'yes'}),
      ...(secondFactor && {secondFactor: secondFactor === 'yes'}),
    };
    const startsOn = londonDay(new Date());
    await owner.transaction((tx) => setSignInRules(tx, council.id, {roleGroup: group, startsOn, source, ...change}));
    return {ok: true, lines: [`Set how the ${group} of ${code} sign in.`], data: {code, group, ...change}};
  });
}

export interface NewUserOptions {
  council: string;
  name: string;
  email: string;
  role: string[];
}

/** A person who can sign in. The password comes from ALONGSIDE_PASSWORD, so that no command line shows it. */
export function userAdd(options: NewUserOptions): Promise<Outcome> {
  const password = process.env.ALONGSIDE_PASSWORD;
  if (!password)
    throw invalid({field: 'ALONGSIDE_PASSWORD', message: 'Put the password in the variable ALONGSIDE_PASSWORD.'});
  const unknown = options.role.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown) throw invalid({field: 'role', message: `There is no role ${unknown}. Roles: ${ROLES.join(', ')}.`});
  requireStrongPassword(password, [options.name, options.email], 'ALONGSIDE_PASSWORD');
  return withEnvironment({search: false}, async (environment) => {
    @Module({imports: [PlatformModule.forRoot(environment), IdentityModule]})
    class Root {}

    const app = await NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
    try {
      const {council, name, email, role} = options;
      const id = await app.get(AddUser).run({council, name, email, password, roles: role as Role[]});
      return {ok: true, lines: [`Added ${name} <${email}>: ${id}`], data: {id, email}};
    } finally {
      await app.close();
    }
  });
}
