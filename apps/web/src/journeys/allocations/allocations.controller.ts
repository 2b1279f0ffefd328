import {Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {DATE_FORMATS, PrepareAllocations, ReadAllocationImports, type DateFormat} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {problemOf, type Upload} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {TypedValues} from '../../forms/typed-input.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {decode} from '../imports/read-sheet.js';
import {importCard, rowsPart, SAMPLE} from './allocations.presenter.js';

const NEW = 'journeys/allocations/new';

/** Files of allocations: sent, looked at row by row, and kept for somebody else to confirm. */
@Controller('council/allocations')
export class AllocationsPageController {
  constructor(
    private readonly imports: ReadAllocationImports,
    private readonly prepares: PrepareAllocations,
  ) {}

  @Allow('allocation:import')
  @Get()
  @Render('journeys/allocations/list')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {items: (await this.imports.list(principal)).map(importCard), discarded: done === 'discarded'};
  }

  @Allow('allocation:import')
  @Get('new')
  @Render(NEW)
  ask() {
    return {sample: SAMPLE};
  }

  @Allow('allocation:import')
  @Post()
  @RouteConfig(TAKES_FILE)
  async send(@Req() request: FastifyRequest, @Current() principal: Principal, @Res() reply: FastifyReply) {
    let typed: TypedValues = {};
    try {
      const upload = await readUpload(request, reply);
      typed = {dates: upload.fields.dates ?? ''};
      const content = await textOf(upload);
      const dates = DATE_FORMATS.includes(upload.fields.dates as DateFormat)
        ? (upload.fields.dates as DateFormat)
        : 'iso';
      const preview = await this.prepares.run(principal, {content, dates, dryRun: false});
      if (preview.id) return await reply.redirect(`/council/allocations/${preview.id}`, 303);
      return await reply.code(200).view('journeys/allocations/nothing', rowsPart(preview.rows, preview.totals));
    } catch (error) {
      if (!(error instanceof DomainError) || !error.fields.length) throw error;
      return reply.code(problemOf(error).status).view(NEW, {sample: SAMPLE, errors: error.fields, values: typed});
    }
  }
}

/** @throws VALIDATION_FAILED for one that is too large for a page */
async function textOf(upload: Upload): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of upload.content as AsyncIterable<Buffer>) parts.push(part);
  if (upload.cut) {
    throw invalid({field: 'file', message: 'This file is larger than 10 MB. Have it sent by a program.'});
  }
  const content = Buffer.concat(parts);
  if (content.length === 0) throw invalid({field: 'file', message: 'Choose a file.'});
  return decode(content);
}
