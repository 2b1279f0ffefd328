import {AddUser, IdentityModule, ROLES, type NewCouncil, type Role} from '@app/identity';
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
