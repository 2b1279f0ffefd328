import type {Gender, ListingKind, Need} from '@app/listings';

/**
 * Other words that people use for a kind of help. They stand in the document, so they are found with typos and while
 * being typed like any word, by both engines.
 */
export const SERVICE_ALIASES: Readonly<Record<string, string>> = {
  personal_care: 'personal washing bathing shower dressing toileting continence hygiene feeding',
  companionship: 'companion company befriending befriender sitting chat',
  shopping: 'shopper groceries errands supermarket',
  cleaning: 'cleaner hoovering hoover vacuum vacuuming housework household domestic ironing laundry tidying',
  meals: 'cooking cook cooked food lunch dinner breakfast',
  going_out: 'outings trips appointments accompany escort community social',
  day_opportunities: 'day opportunities activities clubs centre daycentre',
  short_breaks: 'respite short break sitting sitter holiday',
  waking_nights: 'waking night nights overnight sitter',
  sleep_ins: 'sleep sleepover sleeping overnight night',
  live_in: 'live livein resident',
  medication: 'medicine medication tablets prescriptions',
  mobility: 'moving handling hoist exercise physio walking transfers',
  health_tasks: 'health nursing catheter stoma peg feeding injections',
  end_of_life: 'palliative hospice dying terminal',
  gardening: 'gardener garden lawn mowing hedge weeding',
  handy_person: 'handyman handywoman handyperson repairs diy odd jobs',
  transport: 'driver driving drive lift lifts car escort',
  paperwork: 'forms letters bills money finances admin correspondence',
  work_and_learning: 'job jobs employment college school training course',
  parenting: 'parent parents children family',
  communication: 'makaton symbols speech communicator lipspeaker',
  bsl: 'bsl sign signing signer deaf interpreter',
  technology: 'computer tablet phone internet online',
  pets: 'dog dogs cat walking animals',
};

export const NEED_ALIASES: Readonly<Record<Need, string>> = {
  dementia: 'dementia alzheimers alzheimer memory',
  autism: 'autism autistic asperger aspergers asd',
  learning_disability: 'learning disability disabilities ld downs',
  physical: 'physical disability disabilities wheelchair mobility ms parkinsons stroke',
  sensory: 'sensory deaf blind hearing sight visual impairment',
  mental_health: 'mental health anxiety depression bipolar schizophrenia',
  end_of_life: 'end of life palliative hospice',
};

export const KIND_ALIASES: Readonly<Record<ListingKind, string>> = {
  pa: 'pa carer caregiver worker assistant',
  provider: 'provider organisation business company enterprise',
};

export const GENDER_ALIASES: Readonly<Record<Gender, string>> = {
  female: 'female woman lady',
  male: 'male man gentleman',
  non_binary: 'nonbinary',
};
