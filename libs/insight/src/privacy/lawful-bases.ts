/** Why it may be processed, as the law numbers it. */
export const TASK = 'UK GDPR Article 6(1)(e): a task in the public interest, under the Care Act 2014';
export const DUTY = 'UK GDPR Article 6(1)(c): a legal obligation';
export const CARE = 'UK GDPR Article 9(2)(h), with Data Protection Act 2018, Schedule 1, paragraph 2: social care';
export const SAFE = 'UK GDPR Article 9(2)(g), with Data Protection Act 2018, Schedule 1, paragraph 18: people at risk';
export const EQUAL = 'UK GDPR Article 9(2)(g), with Data Protection Act 2018, Schedule 1, paragraph 8: equal treatment';
export const CRIME =
  'UK GDPR Article 10, with Data Protection Act 2018, Schedule 1, paragraph 18; Police Act 1997, section 124';
