import {Body, Controller, Delete, Get, HttpCode, Post, Query, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiBody, ApiConsumes, ApiResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ConfirmImport, DiscardImport, PrepareImport, ReadImports} from '@app/register';
import type {FastifyReply} from 'fastify';
import {wholeList} from '../lists.js';
import {importAnswer, previewAnswer} from './import-answer.js';
import {ImportBody, type SentImport} from './import-body.js';
import {ImportPreviewResponse, ImportQuery, ImportRequestBody, ImportResponse, ImportsResponse} from './import.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/council/register/import')
export class ImportsController {
  constructor(
    private readonly prepares: PrepareImport,
    private readonly confirms: ConfirmImport,
    private readonly discards: DiscardImport,
    private readonly imports: ReadImports,
  ) {}

  /** Former registers that were taken in, or wait for somebody to confirm them; the newest first. */
  @Allow('import:read')
  @Get()
  async list(@Current() principal: Principal): Promise<ImportsResponse> {
    return wholeList((await this.imports.list(principal)).map(importAnswer));
  }

  /** One of them, with its rows while it waits. */
  @Allow('import:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ImportResponse> {
    return importAnswer(await this.imports.one(principal, id));
  }

  /**
   * Takes an existing register in from a spreadsheet: all of it or nothing, kept until somebody else confirms it. A second
   * time it finds who is there by reference or e-mail address.
   */
  @Allow('register:import')
  @Post()
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody({type: ImportRequestBody})
  @ApiResponse({status: 200, type: ImportPreviewResponse, description: 'A dry run, or nothing to take in.'})
  @ApiResponse({status: 201, type: ImportPreviewResponse, description: 'Kept, for somebody else to confirm.'})
  async prepare(
    @Current() principal: Principal,
    @Query() query: ImportQuery,
    @Body(ImportBody) body: SentImport,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<ImportPreviewResponse> {
    const preview = await this.prepares.run(principal, {
      ...body,
      kind: query.kind ?? 'pa',
      schemeId: query.scheme_id,
      dryRun: query.dry_run === 'true',
    });
    void reply.code(preview.id ? 201 : 200);
    return previewAnswer(preview);
  }

  /** Takes it in. Never by whoever prepared it: it is a decision on everybody in it. */
  @Allow('register:confirm')
  @Post(':id/confirm')
  @HttpCode(200)
  async confirm(@Current() principal: Principal, @IdParam() id: string): Promise<ImportResponse> {
    await this.confirms.run(principal, id);
    return this.one(principal, id);
  }

  /** Throws it away. */
  @Allow('import:read')
  @Delete(':id')
  @HttpCode(204)
  discard(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.discards.run(principal, id);
  }
}
