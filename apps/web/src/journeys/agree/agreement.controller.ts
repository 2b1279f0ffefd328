import {Controller, Get, Query, Render} from '@nestjs/common';
import {ReadEngagements} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {agreementPage, type AgreementPage} from './agreement.presenter.js';

/** The terms between a holder and a PA, for both of them. */
@Controller('agreements')
export class AgreementController {
  constructor(private readonly engagements: ReadEngagements) {}

  @Allow('engagement:read')
  @Get(':id')
  @Render('journeys/agree/agreement')
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('asked') asked: unknown,
  ): Promise<AgreementPage> {
    return agreementPage(await this.engagements.one(principal, id), principal, asked !== undefined);
  }
}
