import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {KeepSearches, ReadSearches, type SavedSearchView} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {RawSearch} from '@app/search';
import {
  PauseSearchRequest,
  RenameSearchRequest,
  SavedSearchesResponse,
  SavedSearchResponse,
  SaveSearchRequest,
} from './saved-search.dto.js';

@ApiTags('saved searches')
@ApiBearerAuth()
@Controller('api/v1/saved-searches')
export class SavedSearchesController {
  constructor(
    private readonly reads: ReadSearches,
    private readonly keeps: KeepSearches,
  ) {}

  /** The searches that the caller, or the person they act for, keeps. */
  @Allow('search:save')
  @Get()
  async list(@Current() principal: Principal): Promise<SavedSearchesResponse> {
    return {items: (await this.reads.list(principal)).map(saved)};
  }

  /** Keeps one. Whom it finds from tomorrow on, and not today, the person is told of once, in the way they chose. */
  @Allow('search:save')
  @Post()
  async save(@Current() principal: Principal, @Body() {name, asked}: SaveSearchRequest): Promise<SavedSearchResponse> {
    return this.one(principal, await this.keeps.save(principal, {name, asked: rawOf(asked)}));
  }

  /** One, which counts as used. */
  @Allow('search:save')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<SavedSearchResponse> {
    return saved(await this.reads.open(principal, id));
  }

  /** Gives it another name. */
  @Allow('search:save')
  @Put(':id/name')
  async rename(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {name}: RenameSearchRequest,
  ): Promise<SavedSearchResponse> {
    await this.keeps.rename(principal, id, name);
    return this.one(principal, id);
  }

  /** Tells nothing for a while, or goes on. */
  @Allow('search:save')
  @Put(':id/paused')
  async pause(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {paused}: PauseSearchRequest,
  ): Promise<SavedSearchResponse> {
    await this.keeps.pause(principal, id, paused);
    return this.one(principal, id);
  }

  /** Forgets it. */
  @Allow('search:save')
  @Delete(':id')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.keeps.remove(principal, id);
  }
}

function saved({id, name, asked, savedBy, savedAt, paused, fresh}: SavedSearchView): SavedSearchResponse {
  return {...{id, name, asked, paused, fresh}, saved_by: savedBy, saved_at: new Date(savedAt).toISOString()};
}

/** Fields are texts, or lists of them; the search itself says what is wrong with each. */
function rawOf(asked: Record<string, unknown>): RawSearch {
  for (const [field, value] of Object.entries(asked)) {
    const texts = [value].flat().every((each) => typeof each === 'string' || typeof each === 'number');
    if (!texts) throw invalid({field: `asked.${field}`, message: 'Give this once.'});
  }
  const texts = Object.entries(asked).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(texts) as RawSearch;
}
