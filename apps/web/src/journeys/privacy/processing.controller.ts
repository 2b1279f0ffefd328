import {Controller, Get, Param, Render, Res} from '@nestjs/common';
import {Allow, Councils, Current, type Principal} from '@app/identity';
import {dpiaPaper, processingRows, ReadProcessing} from '@app/insight';
import {Clock, formatDay, londonDay, notFound} from '@app/kernel';
import {paperHtml, paperPdf, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {noticePage} from './privacy.presenter.js';

/** The record of processing of Article 30, and the annex of an impact assessment that is made from it. */
@Controller('council/processing')
export class ProcessingController {
  constructor(
    private readonly processing: ReadProcessing,
    private readonly councils: Councils,
    private readonly clock: Clock,
  ) {}

  @Allow('privacy:manage')
  @Get()
  @Render('journeys/privacy/processing')
  async show(@Current() principal: Principal) {
    return {kinds: noticePage(await this.processing.record(principal))};
  }

  @Allow('privacy:manage')
  @Get(':file')
  async file(@Current() principal: Principal, @Param('file') file: string, @Res() reply: FastifyReply) {
    const record = await this.processing.record(principal);
    const {name} = await this.councils.one(principal.councilId);
    const paper = dpiaPaper(name, formatDay(londonDay(this.clock.now()), {}), record);
    const made: Record<string, () => [type: string, body: string | Promise<Buffer>]> = {
      'record.csv': () => ['text/csv; charset=utf-8', writeCsv(processingRows(record))],
      'record.json': () => ['application/json; charset=utf-8', JSON.stringify({council: name, items: record}, null, 2)],
      'dpia.html': () => ['text/html; charset=utf-8', paperHtml(paper)],
      'dpia.pdf': () => ['application/pdf', paperPdf(paper)],
    };
    const make = Object.hasOwn(made, file) ? made[file] : undefined;
    if (!make) throw notFound('page');
    const [type, body] = make();
    await reply
      .header('content-disposition', `attachment; filename="${file}"`)
      .type(type)
      .send(await body);
  }
}
