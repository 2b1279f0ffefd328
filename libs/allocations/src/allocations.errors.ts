import {DomainError, formatDay, formatPounds, type Day, type Pence} from '@app/kernel';

export interface Shortfall {
  lineId: string;
  periodStartsOn: Day;
  periodEndsOn: Day;
  neededPence: Pence;
  availablePence: Pence;
}

/** The line has too little left; says how much, and what a person can do about it. */
export function allocationInsufficient(short: Shortfall): DomainError {
  const {neededPence, availablePence} = short;
  const missing = formatPounds(neededPence - availablePence);
  const period = `${plain(short.periodStartsOn)} to ${plain(short.periodEndsOn)}`;
  return new DomainError(
    'refused',
    'ALLOCATION_INSUFFICIENT',
    `This costs ${formatPounds(neededPence)} in the period ${period}, and ${formatPounds(availablePence)} is left: ` +
      `${missing} too little. Choose fewer or shorter visits, use another budget line, pay the rest with your own money, or ask the council for a review.`,
    {
      fields: [
        {
          field: 'splits',
          message:
            `${missing} too little is left in the period ${period}. ` +
            'Choose fewer or shorter visits, use another budget line, pay the rest with your own money, or ask the council for a review.',
        },
      ],
      facts: {
        budget_line_id: short.lineId,
        period: {starts_on: short.periodStartsOn, ends_on: short.periodEndsOn},
        needed_pence: neededPence,
        available_pence: availablePence,
        choices: choicesOf(short),
      },
    },
  );
}

/**
 * What a person has to choose from, with what each comes to: visits that the line still pays, what another line would
 * have to pay, what they could pay themselves beside the line, and a review of the budget.
 */
export function choicesOf({neededPence, availablePence}: Pick<Shortfall, 'neededPence' | 'availablePence'>) {
  const pays = Math.max(availablePence, 0);
  return [
    {choice: 'fewer_visits', pays_pence: pays},
    {choice: 'another_line', missing_pence: neededPence - pays},
    {choice: 'own_money', missing_pence: neededPence - pays},
    {choice: 'ask_for_review'},
  ];
}

/** A change would take back more than is left; says where, and that an officer can let it be overdrawn. */
export function belowNought(
  short: readonly {periodId: string; startsOn: Day; endsOn: Day; missing: Pence; availablePence: Pence}[],
): DomainError {
  const said = short.map(
    ({startsOn, endsOn, missing}) => `${plain(startsOn)} to ${plain(endsOn)}: ${formatPounds(missing)} too little`,
  );
  return new DomainError(
    'refused',
    'ALLOCATION_INSUFFICIENT',
    `More is already promised or spent than would be left. ${said.join('; ')}. Choose a later day, or let it be overdrawn and say why.`,
    {
      facts: {
        periods: short.map(({periodId, startsOn, endsOn, missing, availablePence}) => ({
          ...{period_id: periodId, starts_on: startsOn, ends_on: endsOn},
          ...{missing_pence: missing, available_pence: availablePence},
        })),
      },
    },
  );
}

/** A change reaches back into periods that are all closed, so that nothing could follow it. */
export function allClosed(pence: Pence): DomainError {
  const amount = formatPounds(Math.abs(pence));
  const message = `Every period that this reaches is closed, so ${amount} would have nowhere to go. Choose a later day, or open another line for it.`;
  return new DomainError('refused', 'ALL_PERIODS_CLOSED', message, {fields: [{field: 'from_day', message}]});
}

/** A visit falls on a day for which the line has no money set yet, or any more. */
export function notFunded(lineId: string, day: Day): DomainError {
  return new DomainError(
    'refused',
    'ALLOCATION_INSUFFICIENT',
    `This budget line has no money set for ${plain(day)}. Choose earlier dates, or ask the council.`,
    {
      fields: [{field: 'splits', message: `No money is set for ${plain(day)}.`}],
      facts: {budget_line_id: lineId, day, available_pence: 0},
    },
  );
}

/** A rule of the line forbids paying for this; says which rule, and whom to ask. */
export function lineNotAllowed(lineId: string, reason: string, source: string): DomainError {
  return new DomainError('refused', 'LINE_NOT_ALLOWED', reason, {
    fields: [{field: 'splits', message: reason}],
    facts: {budget_line_id: lineId, rule: source},
  });
}

function plain(day: Day): string {
  return formatDay(day, {});
}
