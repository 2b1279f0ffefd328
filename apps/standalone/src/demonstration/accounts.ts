import type {Role} from '@app/identity';

export const DEMONSTRATION_DOMAIN = 'demo.example';
export const DEMONSTRATION_PASSWORD = 'alongside-demo';

export interface DemonstrationAccount {
  /** The part of the e-mail address before @demo.example. */
  login: string;
  name: string;
  roles: readonly Role[];
  /** What a newcomer can see with it. */
  shows: string;
}

/** Made-up people, one for each part that somebody can play. */
export const ACCOUNTS: readonly DemonstrationAccount[] = [
  {
    login: 'holder',
    name: 'Margaret Oakley',
    roles: ['holder'],
    shows: 'holds a direct payment: search, agree, book, budget',
  },
  {
    login: 'holder2',
    name: 'Daniel Priestley',
    roles: ['holder'],
    shows: 'two kinds of budget; a plan and a proposal wait for a yes',
  },
  {
    login: 'nominated',
    name: 'Helen Oakley',
    roles: ['nominated'],
    shows: 'acts for Margaret Oakley as her nominated person',
  },
  {login: 'authorised', name: 'Susan Whitfield', roles: ['authorised'], shows: 'acts for her father, George Whitfield'},
  {
    login: 'carer',
    name: 'Joseph Adeyemi',
    roles: ['carer'],
    shows: 'has a carer’s budget of his own; sees his mother’s visits, by her consent',
  },
  {
    login: 'broker',
    name: 'Ruth Calder',
    roles: ['broker'],
    shows: 'writes a plan with Daniel Priestley, proposes support; never spends',
  },
  {login: 'pa', name: 'Amina Khan', roles: ['pa'], shows: 'an accredited PA: requests, diary, hours'},
  {login: 'pa2', name: 'Tom Bradley', roles: ['pa'], shows: 'a PA with bookings and hours to record'},
  {login: 'provider', name: 'Grace Mensah', roles: ['provider'], shows: 'runs Sherwood Days, a micro-enterprise'},
  {
    login: 'isf',
    name: 'Peter Lindley',
    roles: ['isf'],
    shows: 'holds the fund of Irene Castle: its line, and no other',
  },
  {
    login: 'officer',
    name: 'Priya Nair',
    roles: ['officer'],
    shows: 'gathers evidence for the register; records who acts for whom; acts for people by telephone',
  },
  {login: 'approver', name: 'Michael Stone', roles: ['approver'], shows: 'decides applications'},
  {login: 'finance', name: 'Laura Bennett', roles: ['finance'], shows: 'direct payments and finance'},
  {login: 'commissioner', name: 'David Hughes', roles: ['commissioner'], shows: 'the market, without personal records'},
  {login: 'duty', name: 'Karen Foster', roles: ['duty'], shows: 'out of hours'},
  {
    login: 'safeguarding',
    name: 'Anne Okoro',
    roles: ['safeguarding'],
    shows: 'concerns about safety, which nobody else sees',
  },
  {login: 'privacy', name: 'Neil Foster', roles: ['privacy'], shows: 'copies of people’s records, and who read what'},
  {login: 'admin', name: 'Oliver Grant', roles: ['admin'], shows: 'people, roles and configuration'},
];

export const emailOf = (login: string) => `${login}@${DEMONSTRATION_DOMAIN}`;
