import {Controller, Get, Query, Render} from '@nestjs/common';
import {MonitoringRules, ReviewRules, SpendingRules, SurplusRules} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {RATING_WORDS} from '../monitoring/monitoring.words.js';

/** Every dated rule about money in one place, with where it is written: finance reads them, the administrator sets them. */
@Controller('council/money-rules')
export class MoneyRulesController {
  constructor(
    private readonly spending: SpendingRules,
    private readonly surplus: SurplusRules,
    private readonly reviews: ReviewRules,
    private readonly monitoring: MonitoringRules,
  ) {}

  @Allow('money_rule:read')
  @Get()
  @Render('journeys/money-rules/list')
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    const monitoring = await this.monitoring.list(principal);
    return {
      spending: await this.spending.list(principal),
      surplus: await this.surplus.list(principal),
      reviews: await this.reviews.list(principal),
      monitoring: monitoring.map((each) => ({...each, name: RATING_WORDS[each.rating].name})),
      maySet: principal.permissions.has('scheme:configure'),
      maySetHours: principal.permissions.has('budget:manage'),
      done: done === 'set',
    };
  }
}
