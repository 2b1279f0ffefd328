import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DEVELOPMENT_STATES, DevelopmentDesk} from '@app/register';
import {STEP_WORDS} from '../../words/development-words.js';

const STEPS = ['new', ...DEVELOPMENT_STATES] as const;

/** The coordinator's desk: micro-enterprises by how far they are. */
@Controller('council/enterprises')
export class EnterprisesController {
  constructor(private readonly desk: DevelopmentDesk) {}

  @Allow('application:gather')
  @Get()
  @Render('journeys/council/enterprises')
  async list(@Current() principal: Principal, @Query('step') wanted: unknown, @Query('whose') whose: unknown) {
    const step = STEPS.find((each) => each === wanted) ?? null;
    const mine = whose === 'mine';
    const lines = await this.desk.list(principal, step, mine);
    return {
      ...{step, mine},
      steps: STEPS.map((value) => ({value, text: STEP_WORDS[value]})),
      items: lines.map((line) => ({...line, step: STEP_WORDS[line.state ?? 'new']})),
    };
  }
}
