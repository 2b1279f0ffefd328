import {Controller, Post, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {HoldChanges} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';

/** Takes back what waits to be checked. */
@Controller('listing/:id/change')
export class WithdrawChangeController {
  constructor(private readonly holds: HoldChanges) {}

  @Allow('listing:manage')
  @Post('withdraw')
  async send(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.holds.withdraw(principal, id);
    return reply.redirect(`/listing/${id}?done=saved`, 303);
  }
}
