import {RELATIONS, type Relation} from '@app/allocations';
import {ENGAGEMENT_STATUSES, type EngagementStatus} from '@app/bookings';
import type {Day, Pence, RateBand} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';

const optional = {optional: true};

/** What terms say from a day on. Each rate's box has the name of its band. */
export class RatesForm implements Record<RateBand, Pence | null> {
  @ChoiceInput('Way you will work together', ENGAGEMENT_STATUSES)
  status: EngagementStatus;

  @DayInput('Start date')
  starts: Day;

  @PoundsInput('Weekday rate', optional) weekday: Pence | null;
  @PoundsInput('Evening rate', optional) evening: Pence | null;
  @PoundsInput('Weekend rate', optional) weekend: Pence | null;
  @PoundsInput('Bank holiday rate', optional) bank_holiday: Pence | null;
  @PoundsInput('Waking night rate', optional) waking_night: Pence | null;
  @PoundsInput('Sleep-in rate', optional) sleep_in: Pence | null;
  @PoundsInput('Live-in rate', optional) live_in: Pence | null;
}

/** The terms that a holder offers, with what they are to each other. */
export class AgreeForm extends RatesForm {
  @ChoiceInput('Whether you are family', RELATIONS)
  relation: Relation;

  @TextInput('Reference of the status check', {...optional, max: 60}) status_reference: string | null;
  @DayInput('Day of the status check', optional) checked: Day | null;
}
