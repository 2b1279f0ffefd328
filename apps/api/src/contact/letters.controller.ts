import {Controller, Get, HttpCode, Post, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiProduces, ApiResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {LetterQueue} from '@app/notifications';
import {IdParam, sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {wholeList} from '../lists.js';
import {BatchIdResponse, LettersResponse} from './deliveries.dto.js';

@ApiTags('contact')
@ApiBearerAuth()
@Controller('api/v1/council/letters')
export class LettersController {
  constructor(private readonly letters: LetterQueue) {}

  /** Letters that wait to be printed, the oldest first. */
  @Allow('contact:manage')
  @Get()
  async list(@Current() principal: Principal): Promise<LettersResponse> {
    const {waiting, total} = await this.letters.list(principal);
    const items = waiting.map(({personId, createdAt, ...same}) => ({
      ...same,
      person_id: personId,
      created_at: createdAt.toISOString(),
    }));
    return {...wholeList(items), total};
  }

  /** Takes the letters that wait, up to a hundred, into a batch to print. */
  @Allow('contact:manage')
  @Post('batches')
  async print(@Current() principal: Principal): Promise<BatchIdResponse> {
    return {id: await this.letters.print(principal)};
  }

  /** The letters of a batch as one tagged PDF, ready to print. */
  @Allow('contact:manage')
  @Get('batches/:id')
  @ApiProduces('application/pdf')
  @ApiResponse({status: 200, schema: {type: 'string', format: 'binary'}})
  async file(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.letters.file(principal, id);
    await sendFile(reply, {name: 'letters.pdf', mediaType: 'application/pdf', content});
  }

  /** Says that the letters of a batch are in the post. */
  @Allow('contact:manage')
  @Post('batches/:id/posted')
  @HttpCode(204)
  posted(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.letters.posted(principal, id);
  }
}
