import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DirectPaymentAgreements} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t} from '../../words/t.js';
import {PaperForm} from './forms.js';

const PAGE = 'journeys/dp-agreement/council';
const BOXES = {signed_on: 'signed-day', signed_by: 'signer', NOT_FOUND: 'signer'};

/** Somebody's agreement as the council keeps it, and recording one that was signed on paper. */
@Controller('council/people/:id/agreement')
export class CouncilAgreementController {
  constructor(
    private readonly agreements: DirectPaymentAgreements,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return this.page(principal, id, done !== undefined);
  }

  @Allow('budget:manage')
  @Post()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, false);
    const {form, errors, values} = readForm(PaperForm, body);
    if (!errors.length && !isUUID(form.signer)) errors.push({field: 'signer', message: t('Choose who signed it')});
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      const {version: versionId, signer: signedBy, signed: signedOn} = form;
      await this.agreements.recordPaper(principal, id, {versionId, signedBy, signedOn});
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/people/${id}/agreement?done`, 303);
  }

  private async page(principal: Principal, id: string, done: boolean) {
    const signers = await this.agreements.signers(principal, id);
    return {
      ...(await this.agreements.of(principal, id)),
      ...{done, today: londonDay(this.clock.now())},
      signers: signers.map(({id: value, name: text}) => ({value, text})),
    };
  }
}
