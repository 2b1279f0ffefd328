import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AddSearchTerm, EndSearchTerm, SearchTerms, type Meaning} from '@app/search';
import {wholeList} from '../lists.js';
import {
  EndSearchWordsRequest,
  NewSearchWordsRequest,
  SearchWordsListResponse,
  SearchWordsResponse,
} from './search-words.dto.js';

/** The words that searches understand. */
@ApiTags('search')
@ApiBearerAuth()
@Controller('api/v1/council/search-words')
export class SearchWordsController {
  constructor(
    private readonly terms: SearchTerms,
    private readonly adding: AddSearchTerm,
    private readonly ending: EndSearchTerm,
  ) {}

  /** The council's own first, then what every council starts with. */
  @Allow('words:manage')
  @Get()
  async list(@Current() principal: Principal): Promise<SearchWordsListResponse> {
    return wholeList(await this.all(principal));
  }

  /** Adds words of the council's own. */
  @Allow('words:manage')
  @Post()
  async add(@Current() principal: Principal, @Body() body: NewSearchWordsRequest): Promise<SearchWordsResponse> {
    const id = await this.adding.run(principal, {
      meaning: body.meaning as Meaning, // the use case checks it
      about: body.about ?? null,
      words: body.words,
      startsOn: body.starts_on,
      source: body.source,
    });
    return this.one(principal, id);
  }

  /** Says that words of the council's own count up to a day and no longer. */
  @Allow('words:manage')
  @Post(':id/end')
  @HttpCode(200)
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: EndSearchWordsRequest,
  ): Promise<SearchWordsResponse> {
    await this.ending.run(principal, id, body.ends_on);
    return this.one(principal, id);
  }

  private async one(principal: Principal, id: string): Promise<SearchWordsResponse> {
    return (await this.all(principal)).find((each) => each.id === id) as SearchWordsResponse;
  }

  private async all(principal: Principal): Promise<SearchWordsResponse[]> {
    return (await this.terms.list(principal)).map((each) => ({
      id: each.id,
      meaning: each.meaning,
      about: each.about,
      words: each.words,
      starts_on: each.startsOn,
      ends_on: each.endsOn,
      source: each.source,
      own: each.own,
      current: each.current,
    }));
  }
}
