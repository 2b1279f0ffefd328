import {Controller, Get, Query, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags} from '@nestjs/swagger';
import {EXPORT_KINDS, ExportFinance, type ExportKind} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IsCalendarDay} from '@app/platform';
import {IsIn} from 'class-validator';
import type {FastifyReply} from 'fastify';

export class ExportQuery {
  @IsIn(EXPORT_KINDS, {message: `Choose one of ${EXPORT_KINDS.join(', ')}.`})
  @ApiProperty({enum: EXPORT_KINDS})
  kind: ExportKind;

  @IsCalendarDay() from: string;

  @IsCalendarDay() to: string;
}

@ApiTags('allocations')
@ApiBearerAuth()
@Controller('api/v1/council/allocations/export')
export class ExportsController {
  constructor(private readonly exports: ExportFinance) {}

  /**
   * What was spent on the days, the payment schedule, or what was left of the periods that ended: CSV with a reference and
   * control totals in its last row. The same days give the same file again.
   */
  @Allow('budget:manage')
  @Get()
  @ApiOkResponse({content: {'text/csv': {schema: {type: 'string'}}}})
  async make(@Current() principal: Principal, @Query() query: ExportQuery, @Res() reply: FastifyReply): Promise<void> {
    const {csv, reference, digest} = await this.exports.run(principal, query.kind, query.from, query.to);
    await reply
      .headers({
        'content-disposition': `attachment; filename="${reference}.csv"`,
        'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`,
      })
      .type('text/csv; charset=utf-8')
      .send(csv);
  }
}
