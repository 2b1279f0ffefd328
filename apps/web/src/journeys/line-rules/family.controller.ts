import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {FamilyExceptions} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {RELATION_WORDS} from '../../words/agreement-words.js';
import {t} from '../../words/t.js';
import {ExceptionForm, idIn} from './forms.js';

const PAGE = 'journeys/line-rules/family';
const BOXES = {starts_on: 'starts-day', ends_on: 'ends-day', NOT_FOUND: 'listing', EXCEPTION_STANDS: 'listing'};

/** Family whom somebody has for support, as they said it, and where the council found it necessary to pay them. */
@Controller('council/people/:id/family')
export class FamilyController {
  constructor(
    private readonly exceptions: FamilyExceptions,
    private readonly listings: PublicListings,
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
    const {form, errors, values} = readForm(ExceptionForm, body);
    const page = await this.page(principal, id, false);
    const listingId = idIn(form.listing ?? '');
    if (!errors.length && !listingId) {
      errors.push({
        field: 'listing',
        message: t('Paste the address of the listing’s page, with its number at the end'),
      });
    }
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      const {reason, starts: startsOn, ends: endsOn} = form;
      await this.exceptions.record(principal, id, {listingId: listingId ?? '', reason, startsOn, endsOn});
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/people/${id}/family?done`, 303);
  }

  private async page(principal: Principal, id: string, done: boolean) {
    const {holder, relationships, exceptions} = await this.exceptions.of(principal, id);
    const named = async <T extends {listingId: string}>(each: T) => ({
      ...each,
      name: (await this.listings.profile(each.listingId, principal))?.name ?? t('a listing that does not show'),
    });
    return {
      ...{holder, done, today: londonDay(this.clock.now())},
      relationships: await Promise.all(
        relationships.map((each) => named({...each, said: RELATION_WORDS[each.relation]})),
      ),
      exceptions: await Promise.all(exceptions.map(named)),
    };
  }
}
