import type {Gender, Need} from '@app/listings';

export interface DemonstrationWorker {
  name: string;
  postcode: string;
  gender: Gender | null;
  services: readonly string[];
  needs: readonly Need[];
  languages: readonly string[];
  /** An hour on a weekday; other bands follow from it. */
  pence: number;
  hours: Hours;
  drives: boolean;
  summary: string;
  /** Whose account it is; the others have none. */
  login: string | null;
}

const WEEK = [1, 2, 3, 4, 5];

/** When they work: weekday, from, to. */
export const HOURS = {
  days: WEEK.map((day) => [day, '08:00', '18:00'] as const),
  mornings: WEEK.map((day) => [day, '07:00', '12:30'] as const),
  school: WEEK.map((day) => [day, '09:15', '14:45'] as const),
  evenings: [1, 2, 4, 6].map((day) => [day, '16:00', '22:00'] as const),
  weekends: [6, 7].map((day) => [day, '08:00', '20:00'] as const),
  nights: [1, 3].flatMap((day) => [[day, '20:00', '24:00'] as const, [day + 1, '00:00', '08:00'] as const]),
};
export type Hours = keyof typeof HOURS;

/**
 * Made up, at real postcodes. Name, postcode, gender, services, needs, languages beside English, pence an hour, when
 * they work, whether they drive, whose account, summary.
 */
const PAS = `
Amina Khan | NG7 2QY | female | personal_care companionship meals going_out | dementia physical | ur pa | 1450 | days | drives | pa | Calm, unhurried help at home and out, with ten years beside people with dementia.
Tom Bradley | NG5 1BB | male | personal_care going_out transport mobility | physical learning_disability | - | 1500 | days | drives | pa2 | Active days out, swimming and gym, and steady help with transfers.
Chloe Barker | NG1 5DT | female | companionship shopping cleaning meals | mental_health autism | - | 1350 | mornings | - | - | Friendly morning help with the house, the shops and getting the day started.
Samuel Osei | NG3 4FR | male | personal_care waking_nights mobility health_tasks | physical end_of_life | tw | 1650 | nights | drives | - | Waking nights and skilled tasks, trained with feeding tubes and hoists.
Ewa Nowak | NG2 3HR | female | cleaning meals shopping companionship | dementia | pl | 1380 | days | drives | - | Home cooking, a clean house and good company, in English or Polish.
Marcus Bell | NG8 5AN | male | day_opportunities going_out work_and_learning | autism learning_disability | - | 1480 | days | drives | - | Helps autistic adults to do more of what they enjoy, at their own pace.
Fatima Begum | NG7 5DX | female | personal_care companionship meals | dementia sensory | bn syl | 1420 | school | - | - | Gentle personal care for women, with food you grew up with.
Rachel Simmons | NG9 4ER | female | bsl communication going_out | sensory | bfi | 1850 | days | drives | - | Qualified in British Sign Language, for appointments, meetings and days out.
Jack Turner | NG6 7EA | male | gardening handy_person transport | physical | - | 1400 | days | drives | - | Gardens, small repairs and lifts, done with you if you like.
Nadia Rossi | NG4 1AR | female | short_breaks companionship sleep_ins | dementia learning_disability | it | 1500 | weekends | drives | - | Weekend breaks for families, and sleep-ins when you need to know somebody is there.
Aisha Malik | NG3 5GU | female | personal_care parenting meals | physical mental_health | ur | 1460 | mornings | - | - | Supports disabled parents with mornings, school runs and meals.
Ben Whittaker | NG5 5BB | male | companionship technology paperwork | mental_health autism | - | 1390 | evenings | - | - | Evening company, help with letters, and patience with computers.
Linda Hargreaves | NG11 8GL | female | personal_care end_of_life companionship | end_of_life dementia | - | 1580 | days | drives | - | A former hospice nurse’s aide: comfort and company when it matters most.
Kwame Boateng | NG8 2AG | male | personal_care mobility going_out | physical sensory | fr | 1470 | days | drives | - | Strong, cheerful help to keep moving, at home and outdoors.
Sophie Lane | NG2 4EB | female | pets companionship shopping going_out | mental_health | - | 1340 | school | drives | - | Dog walks, coffee, and a reason to get out of the door.
Imran Hussain | NG7 7NG | male | personal_care waking_nights transport | physical learning_disability | ur pa | 1600 | nights | drives | - | Nights and early mornings, calm in a crisis.
Grace Palmer | NG9 1PE | female | meals cleaning shopping | dementia physical | - | 1360 | mornings | drives | - | Keeps a kitchen going and a diary straight.
Owen Price | NG18 2RD | male | going_out day_opportunities transport | autism learning_disability | cy | 1430 | days | drives | - | Trains, museums, football: days out that you plan.
Mary Kavanagh | NG18 5BU | female | personal_care companionship medication | dementia | - | 1410 | days | drives | - | Thirty years in care, happiest with a pot of tea and a good story.
Lucas Silva | NG19 7TA | male | personal_care mobility gardening | physical | pt es | 1440 | days | drives | - | Exercises, transfers, and the garden in between.
Hannah Cole | NG19 0QJ | female | companionship work_and_learning technology | autism mental_health | - | 1400 | evenings | - | - | Quiet, reliable support for study, work and evenings.
Ivana Petrova | NG17 7LA | female | cleaning meals personal_care | dementia physical | bg ru | 1390 | mornings | drives | - | Early riser: breakfast, washing and a tidy home before noon.
Gareth Moss | NG17 2GZ | male | handy_person gardening transport | physical | - | 1420 | days | drives | - | Grab rails, gutters and lifts to the hospital.
Yasmin Ali | NG15 7FS | female | personal_care short_breaks sleep_ins | learning_disability autism | ar so | 1520 | weekends | drives | - | Weekends and sleep-ins with young adults and their families.
Peter Dale | NG15 8JU | male | companionship going_out paperwork | dementia sensory | - | 1370 | days | drives | - | Retired teacher, good with memory, maps and forms.
Megan Frost | NG16 5JW | female | personal_care medication meals | mental_health physical | - | 1430 | mornings | - | - | Mornings that start on time, with medicines remembered.
Joanna Zielinska | NG16 3QU | female | personal_care live_in companionship | dementia end_of_life | pl de | 1550 | days | drives | - | Live-in weeks and long days, in English, Polish or German.
Callum Reid | NG4 4LS | male | day_opportunities going_out work_and_learning | learning_disability | - | 1450 | days | drives | - | Cooking groups, allotments and job hunting.
Rosa Delgado | NG14 5JR | female | companionship meals shopping | dementia | es | 1380 | school | - | - | Warm company and good food, two or three times a week.
Stephen Ward | NG12 3EA | male | transport going_out shopping | physical sensory | - | 1410 | days | drives | - | Careful driver with a ramp, for appointments and visits.
Claire Ibbotson | NG13 8NF | female | personal_care end_of_life health_tasks | end_of_life physical | - | 1620 | days | drives | - | Experienced with complex needs, pain relief plans and families.
Adil Sheikh | NG24 4HT | male | personal_care mobility transport | physical | ur | 1440 | days | drives | - | Newark and villages: mornings, transfers and lifts.
Beth Holloway | NG24 5AT | female | companionship cleaning pets | mental_health dementia | - | 1350 | mornings | drives | - | A tidy house, a walked dog and somebody to talk to.
Victor Ene | NG22 8QG | male | gardening handy_person companionship | dementia | ro | 1390 | days | drives | - | Outdoor jobs and indoor company, in the villages around Ollerton.
Jean Morley | S81 0RA | female | personal_care meals medication | dementia physical | - | 1400 | days | drives | - | Worksop born and bred; home care done properly.
Alex Finch | DN22 7LU | non_binary | communication technology work_and_learning | autism sensory | bfi | 1500 | days | - | - | Communication aids, plain words and patience.`;

const PROVIDERS = `
Sherwood Days | NG5 4HB | - | day_opportunities going_out companionship | learning_disability autism dementia | - | 1800 | days | drives | provider | Small-group days out and workshops from a house in Sherwood, with lunch.
Green Fingers Together | NG8 1DD | - | gardening day_opportunities | mental_health learning_disability | - | 1650 | days | drives | - | Gardening for your home, or beside us on the allotment.
Clean and Kind | NG7 3NJ | - | cleaning shopping meals | physical dementia | pl | 1750 | mornings | drives | - | Two sisters who clean, shop and cook as if it were their own home.
The Tuesday Table | NG18 3FX | - | meals companionship day_opportunities | dementia mental_health | - | 1500 | school | - | - | Lunch club and home-cooked meals brought to your door.
Signs of Life | NG9 3ND | - | bsl communication | sensory | bfi | 2400 | days | drives | - | Deaf-led support and interpreting.
Newark Handy Co-op | NG24 4HT | - | handy_person gardening transport | physical | - | 1900 | days | drives | - | Small jobs at fair prices, by three local tradespeople.
Step Out | NG2 1QA | - | going_out transport work_and_learning | autism learning_disability | - | 1850 | days | drives | - | Confidence on buses, in cafés and at work, one step at a time.
Home from Home Breaks | NG25 0UA | - | short_breaks companionship | dementia | - | 2100 | weekends | drives | - | Respite weekends in a family house with a garden.
Plugged In | NG3 3EA | - | technology paperwork | sensory physical | ur | 1700 | evenings | - | - | Tablets, video calls and safe banking, taught at your kitchen table.
Paws Alongside | NG4 4QF | - | pets going_out companionship | mental_health | - | 1600 | days | drives | - | Dog walking with you, or for you on the days you cannot.
Worksop Wheels | S81 8QU | - | transport shopping going_out | physical sensory | - | 1950 | days | drives | - | A wheelchair taxi that waits, and carries the bags in.
Retford Sitters | DN22 8RR | - | companionship short_breaks | dementia | - | 1750 | evenings | drives | - | Somebody kind at home while the family goes out.`;

/** Another council’s, whose register checks nothing and says so. */
const BRIGHTON = `
Dora Vale | BN1 4QB | female | personal_care companionship | dementia | - | 1550 | days | - | - | Quiet support by the sea.
Mick Sands | BN3 4GJ | male | gardening handy_person | physical | - | 1480 | days | drives | - | Gardens and small jobs in Hove.
Leila Haddad | BN2 5XL | female | personal_care meals | physical | ar fr | 1560 | mornings | - | - | Mornings and meals in Kemp Town.
Jo Marsh | BN41 2LG | non_binary | going_out work_and_learning | autism | - | 1520 | days | drives | - | Days out at your pace.`;

export const NOTTINGHAMSHIRE_PAS = workers(PAS);
export const NOTTINGHAMSHIRE_PROVIDERS = workers(PROVIDERS);
export const BRIGHTON_PAS = workers(BRIGHTON);

function workers(lines: string): DemonstrationWorker[] {
  return lines.trim().split('\n').map(worker);
}

function worker(line: string): DemonstrationWorker {
  const cells = line.split('|').map((cell) => cell.trim());
  const [name = '', postcode = '', gender = '', services = '', needs = '', languages = '', pence = '', hours = ''] =
    cells;
  const [drives, login = '', summary = ''] = cells.slice(8);
  return {
    name,
    postcode,
    gender: gender === '-' ? null : (gender as Gender),
    services: services.split(' '),
    needs: needs.split(' ') as Need[],
    languages: ['en', ...(languages === '-' ? [] : languages.split(' '))],
    pence: Number(pence),
    hours: hours as Hours,
    drives: drives === 'drives',
    summary,
    login: login === '-' ? null : login,
  };
}
