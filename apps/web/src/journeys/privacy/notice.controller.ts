import {Controller, Get, Render} from '@nestjs/common';
import {Councils, Current, type Principal} from '@app/identity';
import {ReadProcessing} from '@app/insight';
import {notFound} from '@app/kernel';
import {Public} from '@app/platform';
import {noticePage} from './privacy.presenter.js';

/** Each kind of information in turn, as the council processes it today: made from the record of processing. */
@Public()
@Controller('privacy/kinds')
export class NoticeController {
  constructor(
    private readonly processing: ReadProcessing,
    private readonly councils: Councils,
  ) {}

  @Get()
  @Render('journeys/privacy/notice')
  async show(@Current() principal: Principal | null) {
    const councilId = principal?.councilId ?? (await this.councils.home())?.id;
    if (!councilId) throw notFound('council');
    return {kinds: noticePage(await this.processing.notice(councilId))};
  }
}
