import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The words that people use for help and what they mean, as dated data: what every council starts with, and what a
 * council adds of its own.
 */
export class SearchTerms1764330000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [TERMS, PUBLIC, MARK]) await query.query(statement);
    await query.query(
      `INSERT INTO search_term (meaning, about, words, starts_on, source)
       SELECT meaning, about, string_to_array(words, ', '), '2020-01-01', $2
       FROM jsonb_to_recordset($1) AS given (meaning text, about text, words text)`,
      [JSON.stringify(START), 'British social care as people speak of it; the council adds its own'],
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION mark_stale_by_search_term CASCADE`);
    await query.query(`DROP FUNCTION search_terms_on`);
    await query.query(`DROP TABLE search_term`);
  }
}

const TERMS = `
  CREATE TABLE search_term (
    id uuid PRIMARY KEY DEFAULT new_id(),
    council_id uuid CONSTRAINT search_term_council_id_fkey REFERENCES council (id),
    meaning text NOT NULL CONSTRAINT search_term_meaning_check CHECK (meaning IN ('same', 'finds', 'quiet')),
    about text CONSTRAINT search_term_about_check CHECK (about ~ '^(service|need|kind|gender):[a-z][a-z0-9_]{1,39}$'),
    words text[] NOT NULL CONSTRAINT search_term_words_check
      CHECK (cardinality(words) BETWEEN 1 AND 200 AND array_position(words, NULL) IS NULL),
    starts_on date NOT NULL,
    ends_on date CONSTRAINT search_term_ends_on_check CHECK (ends_on >= starts_on),
    source text NOT NULL CONSTRAINT search_term_source_check CHECK (length(btrim(source)) BETWEEN 1 AND 500),
    CONSTRAINT search_term_meaning_about_check CHECK ((meaning = 'finds') = (about IS NOT NULL)),
    CONSTRAINT search_term_meaning_words_check CHECK (meaning <> 'same' OR cardinality(words) > 1)
  );
  CREATE INDEX search_term_council_id_idx ON search_term (council_id);
  SELECT general_and_own('search_term',
    'SELECT, INSERT (council_id, meaning, about, words, starts_on, source), UPDATE (ends_on)');
  CREATE POLICY begins_today ON search_term AS RESTRICTIVE FOR INSERT TO alongside_app
    WITH CHECK (starts_on >= (now() AT TIME ZONE 'Europe/London')::date)`;

/** Words are nobody's secret: whoever is not signed in searches every council's listings. */
const PUBLIC = `
  CREATE FUNCTION search_terms_on(on_day date)
  RETURNS TABLE (council_id uuid, meaning text, about text, words text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT council_id, meaning, about, words FROM search_term
    WHERE starts_on <= on_day AND (ends_on IS NULL OR ends_on >= on_day) ORDER BY council_id NULLS FIRST, id
  $$;
  REVOKE EXECUTE ON FUNCTION search_terms_on FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION search_terms_on TO alongside_app`;

/** Listings that may be found by other words from now on: their documents are to be written anew. */
const MARK = `
  CREATE FUNCTION mark_stale_by_search_term() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO search_stale (listing_id)
    SELECT l.id FROM listing l WHERE l.state = 'live' AND EXISTS (
      SELECT FROM changed c WHERE c.meaning <> 'quiet' AND (c.council_id IS NULL OR c.council_id = l.council_id));
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION mark_stale_by_search_term FROM PUBLIC;
  CREATE TRIGGER search_term_search_stale_insert AFTER INSERT ON search_term
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_search_term();
  CREATE TRIGGER search_term_search_stale_update AFTER UPDATE ON search_term
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_search_term();
  CREATE TRIGGER search_term_search_stale_delete AFTER DELETE ON search_term
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_by_search_term()`;

interface Start {
  meaning: 'same' | 'finds' | 'quiet';
  about?: string;
  words: string;
}

/** They mean one thing, whichever of them somebody types or a listing says. */
const SAME = [
  'pa, personal assistant, support worker, care worker, care assistant, carer, caregiver, home carer, helper',
  'personal care, intimate care, washing and dressing, help with washing, wash and dress, getting washed',
  'cleaning, cleaner, clean, hoovering, hoover, vacuuming, vacuum, housework, domestic help, home help, dusting',
  'laundry, washing clothes, ironing',
  'shopping, food shopping, groceries, grocery shopping, errands, weekly shop',
  'meals, cooking, cook, meal preparation, meal prep, home cooking, food preparation',
  'companionship, companion, befriending, befriender, someone to talk to, somebody to talk to, company at home',
  'going out, getting out, getting out and about, outings, days out, trips out, social outings, community access',
  'day opportunities, day opportunity, day centre, day center, daycentre, day service, day care, day activities',
  'respite, short break, short breaks, respite care, carers break, break for carer, sitting service, time off for carers',
  'waking night, waking nights, night sitter, night sitting, awake night, wake night, night carer, overnight awake',
  'sleep in, sleep ins, sleepin, sleepover, sleep over, sleeping night, overnight stay',
  'live in, livein, live in care, live in carer, live in support, residential carer at home',
  'end of life, palliative, palliative care, hospice, hospice care, terminal illness, terminally ill, dying',
  'medication, medicines, medicine, meds, prescriptions',
  'gardening, gardener, lawn mowing, mowing, grass cutting, cut the grass, hedge cutting, weeding',
  'handy person, handyman, handywoman, handyperson, odd jobs, odd job man, diy, small repairs, small jobs',
  'transport, driver, driving, someone to drive, lift to hospital, lifts to appointments, taxi',
  'paperwork, form filling, filling in forms, letters and bills, correspondence, admin',
  'sign language, british sign language, bsl, signing, signer',
  'learning disability, learning disabilities, learning difficulties, learning difficulty, ld, pmld, special needs, downs syndrome, down syndrome',
  'autism, autistic, asd, asc, aspergers, asperger, autistic spectrum, autism spectrum, on the spectrum',
  'dementia, alzheimers, alzheimer, memory loss, memory problem, memory problems, vascular dementia, losing memory',
  'mental health, mental illness, mental health problem, mental health problems, mental ill health',
  'deaf, hard of hearing, hearing loss, hearing impaired, hearing impairment, deafness',
  'blind, sight loss, visually impaired, visual impairment, partially sighted, poor eyesight, vi',
  'wheelchair, wheel chair, wheelchair user',
  'dog walking, dog walker, walk the dog, walk my dog, walking the dog',
  'computer, computing, laptop, ipad, internet, technology, tech',
  'peg feed, peg feeding, tube feeding, feeding tube, gastrostomy',
  'hoist, hoisting, moving and handling, manual handling, transfers',
];

/** They find whoever offers this, or has experience with it, although a listing that says them need not offer it. */
const FINDS: Record<string, string> = {
  'service:personal_care':
    'personal care, washing, wash, bathing, bath, shower, showering, dressing, toileting, toilet, continence, incontinence, hygiene, feeding, getting up, getting dressed, morning routine, shave, hair, teeth, nails',
  'service:companionship':
    'companionship, company, chat, lonely, loneliness, isolated, sitting, sitter, games, friend, visit',
  'service:shopping': 'shopping, shopper, supermarket, shops, collect prescriptions',
  'service:cleaning':
    'cleaning, household, domestic, ironing, laundry, tidying, tidy, washing up, bed changing, chores',
  'service:meals': 'meals, food, lunch, dinner, breakfast, tea, baking, kitchen, eating',
  'service:going_out':
    'going out, outing, trip, appointments, accompany, escort, community, social, cinema, pub, church, mosque',
  'service:day_opportunities':
    'day opportunities, activities, clubs, club, centre, groups, workshop, crafts, lunch club',
  'service:short_breaks': 'respite, break, sitter, holiday, weekend away, relief',
  'service:waking_nights': 'waking night, night, nights, overnight, awake, sitter, night time',
  'service:sleep_ins': 'sleep in, sleep, sleeping, overnight, night, nights, night time',
  'service:live_in': 'live in, live, resident, 24 hour, round the clock, stay with',
  'service:medication': 'medication, tablets, pills, tablet, eye drops, blister pack',
  'service:mobility':
    'mobility, hoist, moving, handling, exercise, exercises, physio, physiotherapy, walking, stairs, standing, falls, gym, swimming',
  'service:health_tasks':
    'health tasks, peg feed, health, nursing, nurse, catheter, stoma, peg, injections, insulin, dressings, tracheostomy, suction, epilepsy',
  'service:end_of_life': 'end of life, palliative, hospice, cancer',
  'service:gardening': 'gardening, garden, lawn, hedge, grass, plants, allotment, outdoors',
  'service:handy_person':
    'handy person, repairs, shelves, light bulbs, grab rails, gutters, fix, fixing, jobs, decorating, painting',
  'service:transport': 'transport, drive, drives, lift, lifts, car, hospital, escort, school run, wheelchair taxi',
  'service:paperwork':
    'paperwork, paying bills, pay bills, forms, letters, bills, money, finances, budgeting, benefits, pip, banking, post',
  'service:work_and_learning':
    'learning, job, jobs, work, employment, college, school, training, course, study, volunteering, interview',
  'service:parenting': 'parenting, parent, parents, children, childcare, family, baby, school run',
  'service:communication':
    'communication, makaton, symbols, speech, communicator, lipspeaker, pecs, aac, talking mats, plain words',
  'service:bsl': 'bsl, interpreter, interpreting, deaf, sign',
  'service:technology': 'technology, computer, tablet, phone, smartphone, video calls, online, zoom, digital, email',
  'service:pets': 'pets, dog, dogs, cat, cats, animals, animal, pet, walking, dog walking',
  'need:dementia': 'dementia, memory, confused, confusion, lewy body, wandering',
  'need:autism': 'autism, neurodivergent, sensory needs, adhd',
  'need:learning_disability': 'learning disability, downs, global delay, challenging behaviour',
  'need:physical':
    'physical, disability, disabled, wheelchair, mobility, ms, multiple sclerosis, parkinsons, stroke, spinal injury, paralysed, amputee, arthritis, mnd, cerebral palsy, muscular dystrophy, frail',
  'need:sensory': 'sensory, deaf, blind, hearing, sight, visual, impairment, deafblind, guide',
  'need:mental_health':
    'mental health, anxiety, anxious, depression, depressed, bipolar, schizophrenia, ptsd, psychosis, ocd, panic, self harm, recovery',
  'need:end_of_life': 'end of life, palliative, hospice, cancer, terminal',
  'kind:pa': 'pa, personal assistant, carer, worker, assistant',
  'kind:provider':
    'provider, organisation, company, business, enterprise, agency, micro provider, micro enterprise, community enterprise',
  'gender:female': 'female, woman, women, lady, ladies, girl',
  'gender:male': 'male, man, men, gentleman, guy, bloke',
  'gender:non_binary': 'nonbinary, non binary',
};

/** They say nothing of whom somebody looks for: all we list are people who care, help and support. */
const QUIET =
  'a, an, the, and, or, of, for, to, in, on, at, by, from, with, into, near, nr, nearby, around, close, me, my, i, im, ive, we, our, us, you, your, he, him, his, she, her, they, them, their, it, its, is, are, am, be, been, was, has, have, had, do, does, need, needs, needed, want, wants, wanted, look, looking, find, finding, get, gets, some, any, someone, somebody, anyone, anybody, person, people, who, that, this, can, could, would, will, like, likes, please, pls, help, helps, helping, helpful, support, supporting, supported, care, caring, service, services, local, locally, area, speak, speaks, speaking, speaker, good, best, cheap, affordable, urgent, urgently, asap, now, today, experience, experienced, trained, qualified, very, really, just, during, also, not, so, up, if, there, here, about, hire, wanted for, near me, near by, close by, close to me, in my area, around here, round here, local to me, looking for, looking for a, in search of, i need, i want, i am looking for, can you help, help me with, help with, someone to help with, someone to, somebody to, who can, able to, willing to, as soon as possible, mum, dad, mother, father, nan, grandma, grandad, husband, wife, son, daughter, brother, sister, house, home, at home, around the house, in the house, my house, my mum, my dad, elderly, old, older, aged, adult, adults, hello, hi, thanks, thank';

const START: readonly Start[] = [
  ...SAME.map((words): Start => ({meaning: 'same', words})),
  ...Object.entries(FINDS).map(([about, words]): Start => ({meaning: 'finds', about, words})),
  {meaning: 'quiet', words: QUIET},
];
