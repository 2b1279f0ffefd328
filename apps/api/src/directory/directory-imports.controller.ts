import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {BringIn, ReadDirectoryImports, type DirectoryImportLine, type FeedSource} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import {TAKES_LARGE} from '../large-bodies.js';
import {
  BringInRequest,
  DirectoryImportLineResponse,
  DirectoryImportResponse,
  DirectoryImportsResponse,
} from './directory.dto.js';

@ApiTags('directory')
@ApiBearerAuth()
@Controller('api/v1/council/directory/imports')
export class DirectoryImportsController {
  constructor(
    private readonly brings: BringIn,
    private readonly read: ReadDirectoryImports,
  ) {}

  /** What was read of other directories. */
  @Allow('community:manage')
  @Get()
  async list(@Current() principal: Principal): Promise<DirectoryImportsResponse> {
    return {items: (await this.read.list(principal)).map(lineOf)};
  }

  /** Reads a feed of Open Referral UK (version 3 or 1) or a CSV, and says what it would do. Nothing of it shows. */
  @Allow('community:manage')
  @Post()
  @RouteConfig(TAKES_LARGE)
  async prepare(@Current() principal: Principal, @Body() body: BringInRequest): Promise<DirectoryImportResponse> {
    const {id} = await this.brings.prepare(principal, body.name, sourceOf(body));
    return this.one(principal, id);
  }

  /** One of them, row by row. */
  @Allow('community:manage')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<DirectoryImportResponse> {
    const view = await this.read.one(principal, id);
    const rows = view.rows.map(({entry, ...row}) => ({...row, community_id: entry?.id ?? null}));
    return {...lineOf(view), rows};
  }

  /** Takes it in: new ones as drafts, changed drafts anew, what is gone put away. */
  @Allow('community:manage')
  @Post(':id/take')
  @HttpCode(200)
  async take(@Current() principal: Principal, @IdParam() id: string): Promise<DirectoryImportResponse> {
    await this.brings.take(principal, id);
    return this.one(principal, id);
  }

  /** Throws it away. */
  @Allow('community:manage')
  @Post(':id/discard')
  @HttpCode(200)
  async discard(@Current() principal: Principal, @IdParam() id: string): Promise<DirectoryImportResponse> {
    await this.brings.discard(principal, id);
    return this.one(principal, id);
  }
}

function sourceOf({address, content}: BringInRequest): FeedSource {
  if ((address === undefined) === (content === undefined)) {
    throw invalid({field: 'address', message: 'Give either an address or the content.'});
  }
  return address === undefined ? {file: Buffer.from(content ?? '')} : {address};
}

function lineOf({
  id,
  feed,
  address,
  format,
  partial,
  totals,
  outcome,
  madeAt,
}: DirectoryImportLine): DirectoryImportLineResponse {
  return {id, name: feed, address, format, partial, totals, outcome, made_at: madeAt.toISOString()};
}
