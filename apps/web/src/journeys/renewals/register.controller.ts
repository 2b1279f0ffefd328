import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ReadRenewals} from '@app/register';
import {registerPage} from './register.presenter.js';

/** What a PA or provider showed the council, until when it lasts, and renewing it. */
@Controller('work/register')
export class RegisterPageController {
  constructor(
    private readonly renewals: ReadRenewals,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render('journeys/renewals/register')
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    const members = await this.renewals.mine(principal);
    return {members: registerPage(members, londonDay(this.clock.now())), done: done === 'asked'};
  }
}
