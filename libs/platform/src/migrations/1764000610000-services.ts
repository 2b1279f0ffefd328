import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The services that every council starts with, and which of them the law lets nobody offer without registering. */
export class Services1764000610000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(
      `INSERT INTO service (code, name, description, regulated)
       SELECT code, name, description, code = 'personal_care'
       FROM unnest($1::text[], $2::text[], $3::text[]) AS given (code, name, description)`,
      [0, 1, 2].map((column) => SERVICES.map((service) => service[column])),
    );
    await query.query(
      `INSERT INTO regulation_rule (service_code, kind, needs, reason, source, starts_on)
       VALUES ('personal_care', 'provider', 'cqc_provider_id', $1, $2, '2015-04-01')`,
      [REASON, SOURCE],
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DELETE FROM regulation_rule WHERE council_id IS NULL`);
    await query.query(`DELETE FROM service WHERE council_id IS NULL`);
  }
}

const REASON =
  'Personal care offered by an organisation must be registered with the Care Quality Commission. ' +
  'Add your CQC provider ID, or leave personal care out of your services.';
const SOURCE =
  'Health and Social Care Act 2008 (Regulated Activities) Regulations 2014 (SI 2014/2936), Schedule 1 paragraph 1; ' +
  'an individual who works for the person under their control, without an agency or employer, is outside it';

/** Code, name, and what it means in plain words. */
const SERVICES: readonly [string, string, string][] = [
  [
    'personal_care',
    'Personal care',
    'Help with washing, dressing, going to the toilet, eating, and looking after skin, hair, teeth and nails.',
  ],
  ['companionship', 'Companionship', 'Spending time together: talking, games, hobbies, company at home.'],
  ['shopping', 'Shopping', 'Going to the shops with you or for you, and putting things away.'],
  ['cleaning', 'Cleaning and laundry', 'Keeping your home clean, washing, ironing, changing beds.'],
  ['meals', 'Meals', 'Planning and cooking meals with you or for you.'],
  ['going_out', 'Getting out and about', 'Going with you to appointments, clubs, friends, or anywhere you like.'],
  ['day_opportunities', 'Day opportunities', 'Things to do and people to meet during the day, alone or in a group.'],
  ['short_breaks', 'Short breaks and respite', 'Time away for you, or time off for who cares for you.'],
  ['waking_nights', 'Waking nights', 'Somebody who stays awake all night to help when you need it.'],
  ['sleep_ins', 'Sleep-ins', 'Somebody who sleeps at your home and can be woken if you need help.'],
  ['live_in', 'Live-in support', 'Somebody who lives at your home for days or weeks at a time.'],
  ['medication', 'Help with medicines', 'Reminding you, collecting prescriptions, opening packets.'],
  ['mobility', 'Moving and exercise', 'Help to move about at home, and to keep up exercises you have been given.'],
  ['health_tasks', 'Health tasks', 'Tasks a nurse or therapist has shown how to do for you.'],
  ['end_of_life', 'Support at the end of life', 'Comfort, company and practical help in the last months of life.'],
  ['gardening', 'Gardening', 'Mowing, weeding, planting, keeping paths clear.'],
  ['handy_person', 'Handy person', 'Small repairs, shelves, light bulbs, grab rails.'],
  ['transport', 'Transport', 'Driving you where you need to go, and waiting if you wish.'],
  ['paperwork', 'Paperwork and money', 'Letters, forms, bills, keeping records, calling offices.'],
  [
    'work_and_learning',
    'Support with work and learning',
    'Help to find, keep or prepare for a job, course or training.',
  ],
  ['parenting', 'Support with parenting', 'Practical help for parents who are disabled or unwell.'],
  ['communication', 'Communication support', 'Help to understand and be understood, with signs, symbols or devices.'],
  ['bsl', 'British Sign Language support', 'Support from somebody who signs, or who interprets for you.'],
  ['technology', 'Help with technology', 'Phones, tablets, video calls, staying safe online.'],
  ['pets', 'Looking after pets', 'Walking, feeding and looking after animals you live with.'],
];
