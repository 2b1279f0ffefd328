import {Controller, Get, Query, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiProduces, ApiResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {figuresCsv, ReadFigures} from '@app/insight';
import type {FastifyReply} from 'fastify';
import {FiguresQuery, FiguresResponse} from './figures.dto.js';

@ApiTags('figures')
@ApiBearerAuth()
@Controller('api/v1/council/register/figures')
export class FiguresController {
  constructor(private readonly figures: ReadFigures) {}

  /** What is waiting, how long it takes, what lapses; small numbers are suppressed. */
  @Allow('figures:read')
  @Get()
  @ApiProduces('application/json', 'text/csv')
  @ApiResponse({status: 200, type: FiguresResponse})
  async read(@Current() principal: Principal, @Query() query: FiguresQuery, @Res() reply: FastifyReply): Promise<void> {
    const figures = await this.figures.run(principal, query);
    if (query.format === 'csv') {
      await reply
        .header('content-disposition', `attachment; filename="register-${figures.from}-${figures.to}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(figuresCsv(figures));
      return;
    }
    const {from, to, asOf, tables} = figures;
    const shown = tables.map(({code, title, note, head, rows}) => ({code, title, note, head, rows}));
    await reply.send({from, to, as_of: asOf, tables: shown} satisfies FiguresResponse);
  }
}
