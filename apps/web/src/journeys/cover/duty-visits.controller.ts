import {Controller, Get, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {UncoveredVisits} from '@app/plans';
import {COVER_STATES} from '../../words/cover-words.js';

/** Out of hours: visits of the next 24 hours for which nobody has been found. Read only, and each reading is on record. */
@Controller('duty/uncovered')
export class DutyVisitsController {
  constructor(private readonly uncovered: UncoveredVisits) {}

  @Allow('backup:duty')
  @Get()
  @Render('journeys/cover/duty')
  async show(@Current() principal: Principal) {
    const visits = await this.uncovered.read(principal);
    return {visits: visits.map((each) => ({...each, words: COVER_STATES[each.state]}))};
  }
}
