import {Controller, Get, Render} from '@nestjs/common';
import {ReadMoney} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';

/** What waits for a finance officer: late contributions, overdrawn periods, periods to close. */
@Controller('council/budgets/money')
export class MoneyDeskController {
  constructor(private readonly money: ReadMoney) {}

  @Allow('budget:manage')
  @Get()
  @Render('journeys/finance/money')
  show(@Current() principal: Principal) {
    return this.money.desk(principal);
  }
}
