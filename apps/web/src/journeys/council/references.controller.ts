import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {HandleReference, ReadReferences, type ReferenceView} from '@app/register';
import {notFound} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {KNOWN_FOR_WORDS, RELATIONSHIP_WORDS, WOULD_TRUST_WORDS} from '../../words/apply-words.js';
import {REFERENCE_ITEMS, ReferenceForm} from '../apply/referees.form.js';
import {words} from '../../words/t.js';

const PHONE = 'journeys/council/reference-phone';

const STATES: Record<ReferenceView['state'], string> = words({
  named: 'Not asked yet',
  asked: 'Asked',
  answered: 'Answered: read it',
  declined: 'Will not give one',
  accepted: 'Accepted',
  unsuitable: 'Turned down',
  replaced: 'Replaced',
});

/** What referees said: read, accepted or turned down by an officer, or written down from the telephone. */
@Controller('council/applications/:id/references/:requirement')
export class ReferencesController {
  constructor(
    private readonly reading: ReadReferences,
    private readonly references: HandleReference,
  ) {}

  /** Each reading is recorded. */
  @Allow('application:queue')
  @Get()
  @Render('journeys/council/references')
  async list(@Current() principal: Principal, @IdParam() id: string, @Param('requirement') requirement: string) {
    return {
      id,
      requirement,
      canGather: principal.permissions.has('application:gather'),
      references: (await this.reading.run(principal, id, requirement)).map(inWords),
    };
  }

  @Allow('application:gather')
  @Post(':referee/accept')
  async accept(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @IdParam('referee') refereeId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.references.accept(principal, id, refereeId);
    return back(reply, id, requirement);
  }

  @Allow('application:gather')
  @Post(':referee/turn-down')
  async turnDown(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @IdParam('referee') refereeId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.references.turnDown(principal, id, refereeId);
    return back(reply, id, requirement);
  }

  @Allow('application:gather')
  @Get(':referee/phone')
  @Render(PHONE)
  async phone(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @IdParam('referee') refereeId: string,
  ) {
    return this.page(principal, id, requirement, refereeId);
  }

  @Allow('application:gather')
  @Post(':referee/phone')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @IdParam('referee') refereeId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, requirement, refereeId);
    const {form, errors, values} = readForm(ReferenceForm, body);
    if (errors.length) return showAgain(reply, PHONE, {...page, errors, values});
    const {relationship, known_for: knownFor, would_trust: wouldTrust, about, concerns} = form;
    try {
      await this.references.recordPhone(principal, id, refereeId, {
        relationship,
        knownFor,
        wouldTrust,
        about,
        concerns,
      });
    } catch (error) {
      return showRefusal(reply, PHONE, {...page, values}, error);
    }
    return back(reply, id, requirement);
  }

  private async page(principal: Principal, id: string, requirement: string, refereeId: string) {
    const referee = (await this.reading.run(principal, id, requirement)).find((each) => each.id === refereeId);
    if (!referee) throw notFound('referee');
    return {id, requirement, referee, applicantName: 'them', ...REFERENCE_ITEMS};
  }
}

function back(reply: FastifyReply, id: string, requirement: string) {
  return reply.redirect(`/council/applications/${id}/references/${encodeURIComponent(requirement)}`, 303);
}

function inWords(reference: ReferenceView) {
  const {said} = reference;
  return {
    ...reference,
    stateWords: STATES[reference.state],
    relationshipWords: RELATIONSHIP_WORDS[reference.relationship],
    canRing: reference.state === 'named' || reference.state === 'asked',
    canJudge: reference.state === 'answered',
    said: said && {
      ...said,
      relationshipWords: RELATIONSHIP_WORDS[said.relationship],
      knownForWords: KNOWN_FOR_WORDS[said.knownFor],
      wouldTrustWords: WOULD_TRUST_WORDS[said.wouldTrust],
    },
  };
}
