import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {LONGEST_ASSESSMENT, ReadApplication, ReadRiskAssessments, WriteRiskAssessment} from '@app/register';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/council/risk';

class RiskForm {
  @TextInput('What you weighed', {max: LONGEST_ASSESSMENT})
  text: string;
}

/**
 * What was weighed for one decision. The link to it is the same whether or not there is one, and whoever does not
 * decide sees no more than their own.
 */
@Controller('council/applications/:id/risk-assessment')
export class RiskAssessmentController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly reads: ReadRiskAssessments,
    private readonly writes: WriteRiskAssessment,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('application:queue')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(RiskForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    try {
      await this.writes.run(principal, id, form.text);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values}, error, {text: 'text'});
    }
    return reply.redirect(`/council/applications/${id}/risk-assessment`, 303);
  }

  private async page(principal: Principal, id: string) {
    const assessments = await this.reads.run(principal, id);
    const application = await this.applications.run(principal, id);
    return {
      application,
      assessments,
      decides: principal.permissions.has('application:decide'),
      open: application.closedAt === null && application.state !== 'draft',
    };
  }
}
