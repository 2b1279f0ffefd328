import {Module} from '@nestjs/common';
import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {IdentityModule} from '@app/identity';
import {BookingsController} from './bookings/bookings.controller.js';
import {VisitsController} from './bookings/visits.controller.js';
import {BudgetsController} from './budgets/budgets.controller.js';
import {EngagementsController} from './engagements/engagements.controller.js';
import {SessionsController} from './sessions/sessions.controller.js';
import {TimesController} from './times/times.controller.js';

@Module({
  imports: [IdentityModule, AllocationsModule, BookingsModule],
  controllers: [
    SessionsController,
    BudgetsController,
    EngagementsController,
    BookingsController,
    VisitsController,
    TimesController,
  ],
})
export class ApiModule {}
