import {Controller, Get, Param, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam, paperHtml, paperPdf} from '@app/platform';
import {bundlePaper, bundleRecord, ReadBundle, type Bundle} from '@app/register';
import type {FastifyReply} from 'fastify';

/** How the bundle leaves the service: its type, and how it is made. */
const FILES: Record<string, {type: string; make: (bundle: Bundle) => Promise<Buffer | string> | string}> = {
  pdf: {type: 'application/pdf', make: (bundle) => paperPdf(bundlePaper(bundle))},
  html: {type: 'text/html; charset=utf-8', make: (bundle) => paperHtml(bundlePaper(bundle))},
  json: {type: 'application/json; charset=utf-8', make: (bundle) => JSON.stringify(bundleRecord(bundle), null, 2)},
};

/** What was known, decided and seen of an application, to read and to take away. */
@Controller('council/applications/:id/bundle')
export class BundlePageController {
  constructor(private readonly bundles: ReadBundle) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/council/bundle')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return {id, paper: bundlePaper(await this.bundles.run(principal, id, 'page'))};
  }

  @Allow('application:queue')
  @Get(':format')
  async file(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('format') format: string,
    @Res() reply: FastifyReply,
  ) {
    const file = Object.hasOwn(FILES, format) ? FILES[format] : undefined;
    if (!file) throw notFound('page');
    const body = await file.make(await this.bundles.run(principal, id, format));
    await reply
      .header('content-disposition', `attachment; filename="bundle-${id}.${format}"`)
      .type(file.type)
      .send(body);
  }
}
