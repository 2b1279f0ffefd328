import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {SupportPages} from './support-page.js';
import type {SupportPage} from './support.presenter.js';
import {words} from '../../words/t.js';

const DONE: Record<string, string> = words({
  approved: 'The hours are approved, and the money is spent.',
  corrected: 'The hours are put right and approved, and the money is spent.',
  returned: 'The hours went back to be recorded again. Nothing was spent.',
});

/** The holder's own page: what waits for them, what is coming, with whom they have terms. */
@Controller('support')
export class SupportController {
  constructor(private readonly pages: SupportPages) {}

  @Allow('booking:read')
  @Get()
  @Render('journeys/support/support')
  async show(
    @Current() principal: Principal,
    @Query() query: Record<string, unknown>,
  ): Promise<SupportPage & {done: string | null}> {
    const done = Object.keys(DONE).find((each) => each in query);
    return {...(await this.pages.of(principal)), done: done ? (DONE[done] ?? null) : null};
  }
}
