import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {
  AnswerTermination,
  LIGHTER_SANCTIONS,
  ProposeTermination,
  ReadApplication,
  ReadLadder,
  RecordSanction,
  ReinstateMember,
  type LighterSanction,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/vetting/ladder';
const STEPS = [...LIGHTER_SANCTIONS, 'termination'] as const;

class StepForm {
  @ChoiceInput('What you record', STEPS)
  kind: LighterSanction | 'termination';

  @TextInput('Reason', {max: 4_000})
  reason: string;

  @DayInput('Last day', {optional: true})
  ends: Day | null;

  @TextInput('What you ask them for', {max: 2_000, optional: true})
  asks: string | null;
}

const KIND_WORDS: Record<string, string> = words({
  advice: 'Advice',
  warning: 'Warning',
  further_checks: 'Further checks',
  suspension: 'Suspension',
  termination: 'Membership ended',
});

/** What was done about somebody's conduct, step by step. Why is read one at a time, and each reading is on record. */
@Controller('council/applications/:id/ladder')
export class LadderController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly ladder: ReadLadder,
    private readonly records: RecordSanction,
    private readonly proposes: ProposeTermination,
    private readonly answers: AnswerTermination,
    private readonly reinstates: ReinstateMember,
  ) {}

  @Allow('sanction:read')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('sanction:read')
  @Post('reason/:sanction')
  @Render('journeys/vetting/ladder-reason')
  async reason(@Current() principal: Principal, @IdParam() id: string, @IdParam('sanction') sanctionId: string) {
    const {member} = await this.applications.run(principal, id);
    return {id, member, reason: await this.ladder.reason(principal, member.id, sanctionId)};
  }

  @Allow('sanction:record')
  @Post()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(StepForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const {kind, reason, ends, asks} = form;
    const memberId = page.ladder.member.id;
    try {
      if (kind === 'termination') await this.proposes.run(principal, memberId, reason);
      else
        await this.records.run(principal, memberId, {kind, reason, endsOn: ends ?? undefined, asks: asks ?? undefined});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {ends_on: 'ends-day'});
    }
    return reply.redirect(`/council/applications/${id}/ladder`, 303);
  }

  @Allow('member:terminate')
  @Post('termination/:answer')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('answer') answer: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const memberId = page.ladder.member.id;
    try {
      if (answer === 'confirm' || answer === 'refuse') await this.answers.run(principal, memberId, answer);
      else if (answer === 'reinstate') await this.reinstates.run(principal, memberId);
      else throw notFound('page');
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/council/applications/${id}/ladder`, 303);
  }

  private async page(principal: Principal, id: string) {
    const {member} = await this.applications.run(principal, id);
    const ladder = await this.ladder.run(principal, member.id);
    const [waiting] = ladder.proposals.filter((each) => each.state === 'proposed');
    return {
      id,
      ladder,
      steps: ladder.steps.map((each) => ({...each, words: KIND_WORDS[each.kind]})),
      waiting,
      mayAnswer: principal.permissions.has('member:terminate') && waiting?.proposedBy.id !== principal.personId,
      mayReinstate: ladder.terminated && principal.permissions.has('member:terminate'),
    };
  }
}
