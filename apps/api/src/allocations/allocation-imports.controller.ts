import {Body, Controller, Delete, Get, HttpCode, Post, Query, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {ApiBearerAuth, ApiBody, ApiConsumes, ApiResponse, ApiTags} from '@nestjs/swagger';
import {CloseAllocations, PrepareAllocations, ReadAllocationImports} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TAKES_LARGE} from '../large-bodies.js';
import {wholeList} from '../lists.js';
import {allocationImportAnswer, allocationPreviewAnswer} from './allocation-import-answer.js';
import {
  AllocationImportQuery,
  AllocationImportResponse,
  AllocationImportsResponse,
  AllocationPreviewResponse,
} from './allocation-import.dto.js';

@ApiTags('allocations')
@ApiBearerAuth()
@Controller('api/v1/council/allocations/import')
export class AllocationImportsController {
  constructor(
    private readonly prepares: PrepareAllocations,
    private readonly closes: CloseAllocations,
    private readonly imports: ReadAllocationImports,
  ) {}

  /** Files that were taken in, are being taken in, or wait to be confirmed; the newest first. */
  @Allow('allocation:import')
  @Get()
  async list(@Current() principal: Principal): Promise<AllocationImportsResponse> {
    return wholeList((await this.imports.list(principal)).map(allocationImportAnswer));
  }

  /** One of them, with how far it is, and its rows while they wait: the rejected first. */
  @Allow('allocation:import')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<AllocationImportResponse> {
    return allocationImportAnswer(await this.imports.one(principal, id));
  }

  /**
   * A file of allocations: CSV with a row of headings, or JSON, a list of objects with the same names. Rows with a fault
   * are rejected with why; the others wait for somebody else to confirm them. The same file again changes nothing.
   */
  @Allow('allocation:import')
  @Post()
  @RouteConfig(TAKES_LARGE)
  @ApiConsumes('text/csv', 'application/json')
  @ApiBody({schema: {type: 'array', items: {type: 'object'}}})
  @ApiResponse({status: 200, type: AllocationPreviewResponse, description: 'A dry run, or nothing would change.'})
  @ApiResponse({status: 201, type: AllocationPreviewResponse, description: 'Kept, for somebody else to confirm.'})
  async prepare(
    @Current() principal: Principal,
    @Query() query: AllocationImportQuery,
    @Body() body: unknown,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<AllocationPreviewResponse> {
    if (typeof body !== 'string' && (body === null || typeof body !== 'object')) {
      throw invalid({field: 'file', message: 'Send the file as text/csv, or its rows as JSON.'});
    }
    const preview = await this.prepares.run(principal, {
      content: body,
      dates: query.dates ?? 'iso',
      changesFrom: query.changes_from,
      control: {rows: query.control_rows, grossWeeklyPence: query.control_gross_weekly_pence},
      dryRun: query.dry_run === 'true',
    });
    void reply.code(preview.id ? 201 : 200);
    return allocationPreviewAnswer(preview);
  }

  /** Lets it be taken in. Never by whoever prepared it. */
  @Allow('allocation:confirm')
  @Post(':id/confirm')
  @HttpCode(202)
  async confirm(@Current() principal: Principal, @IdParam() id: string): Promise<AllocationImportResponse> {
    await this.closes.confirm(principal, id);
    return this.one(principal, id);
  }

  /** Throws it away. */
  @Allow('allocation:import')
  @Delete(':id')
  @HttpCode(204)
  discard(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.closes.discard(principal, id);
  }
}
