import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {PublicCommunity} from '@app/directory';
import {Councils, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingSubjects, type ListingSubject} from '@app/listings';
import {Public} from '@app/platform';
import {RaiseConcern, SafeguardingPolicies} from '@app/register';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CONTACT_WORDS, itemsOf, LINK_WORDS, TOLD_WORDS} from '../../words/safe-words.js';
import {TellForm} from './concern.form.js';

const TELL = 'journeys/safe/tell';
const choices = () => ({
  toldItems: itemsOf(TOLD_WORDS),
  contactItems: itemsOf(CONTACT_WORDS),
  linkItems: itemsOf(LINK_WORDS),
});

/** Anybody may say that they worry about somebody's safety. It goes to the safeguarding team, and answers nothing. */
@Public()
@Controller('concern')
export class ConcernController {
  constructor(
    private readonly raise: RaiseConcern,
    private readonly policies: SafeguardingPolicies,
    private readonly listings: ListingSubjects,
    private readonly community: PublicCommunity,
    private readonly councils: Councils,
  ) {}

  @Get()
  @Render('journeys/safe/concern')
  async start(@Current() principal: Principal | null, @Query() query: Record<string, unknown>) {
    return (await this.page(principal, query.listing, query.group)).page;
  }

  @Get('tell')
  @Render(TELL)
  async tell(@Current() principal: Principal | null, @Query() query: Record<string, unknown>) {
    return (await this.page(principal, query.listing, query.group)).page;
  }

  @Get('sent')
  @Render('journeys/safe/concern-sent')
  async sent(@Current() principal: Principal | null) {
    return (await this.page(principal, null)).page;
  }

  @Post('tell')
  async send(@Current() principal: Principal | null, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(TellForm, body);
    const {page, councilId, subject} = await this.page(principal, form.listing, form.group);
    if (errors.length) return showAgain(reply, TELL, {...page, errors, values});
    try {
      await this.raise.run(
        councilId,
        principal,
        {
          ...form,
          cause: causeOf(form, page.group),
          contactSafe: form.contact_safe,
          reporterContact: form.reporter_contact,
        },
        subject,
      );
    } catch (error) {
      return showRefusal(reply, TELL, {...page, values}, error);
    }
    return reply.redirect('/concern/sent', 303);
  }

  private async page(principal: Principal | null, wanted: unknown, from: unknown = null) {
    const home = principal?.councilId ?? (await this.councils.home())?.id ?? null;
    const subject: ListingSubject | null = isUUID(wanted)
      ? await this.listings.of(principal, wanted as string, home)
      : null;
    const entry = isUUID(from) ? await this.community.profile(from as string) : null;
    const councilId = subject?.councilId ?? entry?.councilId ?? home;
    if (!councilId) throw notFound('council');
    const [team, ways] = await Promise.all([this.councils.one(councilId), this.policies.of(councilId)]);
    // Only what shows anyway is said again: a profile that has come down has no name here.
    const listing = subject && {id: subject.listingId, name: subject.name};
    const group = entry && {id: entry.id, name: entry.name};
    return {councilId, subject, page: {...choices(), team: team.name, ways, listing, group, name: principal?.name}};
  }
}

/** The team sees which group it came from; nobody is told. */
function causeOf({cause}: TellForm, group: {name: string} | null): string | null {
  if (!group) return cause;
  return (cause ? `${cause} (${group.name})` : group.name).slice(0, 300);
}
