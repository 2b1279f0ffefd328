import {Controller, Get, Query, Req, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiProduces, ApiResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, paperHtml, paperPdf} from '@app/platform';
import {bundlePaper, bundleRecord, ReadBundle} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {BUNDLE_FORMATS, BundleQuery, BundleResponse, type BundleFormat} from './bundle.dto.js';

const TYPES: Record<BundleFormat, string> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
};

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id/bundle')
export class BundleController {
  constructor(private readonly bundles: ReadBundle) {}

  /**
   * What was known, decided and seen of an application, with what proves it: as JSON, as a page or as a tagged PDF.
   * Each reading is recorded.
   */
  @Allow('application:queue')
  @Get()
  @ApiProduces('application/json', 'text/html', 'application/pdf')
  @ApiResponse({status: 200, type: BundleResponse})
  async one(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: BundleQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = query.format ?? accepted(request.headers.accept ?? '');
    const bundle = await this.bundles.run(principal, id, format);
    const body =
      format === 'json'
        ? JSON.stringify(bundleRecord(bundle))
        : format === 'html'
          ? paperHtml(bundlePaper(bundle))
          : await paperPdf(bundlePaper(bundle));
    await reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="bundle-${id}.${format}"`)
      .type(TYPES[format])
      .send(body);
  }
}

/** The first that the caller names; JSON for anything else. */
function accepted(accept: string): BundleFormat {
  const wanted = accept.split(',').map((each) => each.split(';', 1)[0]?.trim());
  const found = wanted.flatMap((type) => BUNDLE_FORMATS.find((each) => type === TYPES[each].split(';', 1)[0]) ?? []);
  return found[0] ?? 'json';
}
