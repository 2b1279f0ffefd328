import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {AnswerVersion, ReadVersions} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {rateLines} from '../../presenters/rate-lines.js';
import {STATUS_WORDS} from '../../words/agreement-words.js';
import {EMPLOYER_WORDS, HOLIDAY_WORDS, SLEEP_IN_WORDS, VERSION_STATES} from '../../words/version-words.js';

const VIEW = 'journeys/terms/version';

class DeclineForm {
  @TextInput('Why', {optional: true, max: 500})
  reason: string | null;
}

/** Other terms that were proposed: to read from both sides, and to answer from the other. */
@Controller('agreement-versions/:id')
export class VersionController {
  constructor(
    private readonly versions: ReadVersions,
    private readonly answers: AnswerVersion,
    private readonly budgets: ReadBudgets,
  ) {}

  @Allow('engagement:read')
  @Get()
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('sent') sent: unknown,
    @Res() reply: FastifyReply,
  ) {
    return reply.view(VIEW, {...(await this.page(principal, id)), sent: sent !== undefined, values: {}});
  }

  @Allow('engagement:change')
  @Post('accept')
  accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, id, reply, () => this.answers.accept(principal, id));
  }

  @Allow('engagement:change')
  @Post('decline')
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(DeclineForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.done(principal, id, reply, () => this.answers.decline(principal, id, form.reason));
  }

  @Allow('engagement:change')
  @Post('withdraw')
  withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, id, reply, () => this.answers.withdraw(principal, id));
  }

  private async done(principal: Principal, id: string, reply: FastifyReply, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/agreement-versions/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const version = await this.versions.one(principal, id);
    const isHolder = version.viewer === 'holder';
    const lines = isHolder ? await this.budgets.lines(principal) : [];
    return {
      version,
      isHolder,
      other: isHolder ? version.listing.name : version.holder.name,
      back: isHolder ? `/agreements/${version.engagementId}` : `/work/engagements/${version.engagementId}`,
      words: VERSION_STATES[version.state],
      waits: version.state === 'proposed',
      employment: STATUS_WORDS[version.status],
      employer: EMPLOYER_WORDS[version.employer],
      sleepIns: SLEEP_IN_WORDS[version.sleepIns],
      holiday: HOLIDAY_WORDS[version.holiday],
      rates: rateLines(version.rates),
      payers: version.payers.map(({lineId, shareBp}) => ({
        name: lines.find((line) => line.id === lineId)?.purpose ?? '',
        share: shareBp / 100,
      })),
    };
  }
}
