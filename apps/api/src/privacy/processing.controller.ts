import {Controller, Get, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiProperty, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {keptWords, ReadProcessing, ReadReadings} from '@app/insight';
import {PageQuery} from '../page-query.dto.js';

class ProcessingTableResponse {
  table: string;
  columns: string[];
}

class ProcessingResponse {
  code: string;
  title: string;
  /** About whom. */
  whose: string;
  purpose: string;
  basis: string[];
  kept: string;
  seen_by: string[];
  /** What of it is not in a copy, and why. */
  @ApiProperty({type: String, nullable: true})
  restricted: string | null;
  may_be_erased: boolean;
  tables: ProcessingTableResponse[];
}

class ProcessingRecordResponse {
  items: ProcessingResponse[];
}

class ReadingResponse {
  at: string;
  @ApiProperty({type: String, nullable: true})
  actor_id: string | null;
  @ApiProperty({type: String, nullable: true})
  actor: string | null;
  @ApiProperty({type: String, nullable: true})
  acting_for: string | null;
  action: string;
  subject_kind: string;
  /** Null where even the id would tell too much. */
  @ApiProperty({type: String, nullable: true})
  subject_id: string | null;
}

class ReadingsResponse {
  items: ReadingResponse[];
  total: number;
  page: number;
  per_page: number;
}

@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/council')
export class ProcessingController {
  constructor(
    private readonly processing: ReadProcessing,
    private readonly reads: ReadReadings,
  ) {}

  /** The record of processing of UK GDPR Article 30. */
  @Allow('privacy:manage')
  @Get('processing')
  async record(@Current() principal: Principal): Promise<ProcessingRecordResponse> {
    const record = await this.processing.record(principal);
    return {
      items: record.map((each) => ({
        ...{code: each.code, title: each.title, whose: each.whose, purpose: each.purpose, tables: each.tables},
        basis: [...each.basis],
        kept: keptWords(each),
        seen_by: [...each.seenBy],
        restricted: each.restricted ?? null,
        may_be_erased: each.erasure.may,
      })),
    };
  }

  /** Who read which sensitive record, the latest first. */
  @Allow('audit:read')
  @Get('readings')
  async readings(@Current() principal: Principal, @Query() {page, per_page}: PageQuery): Promise<ReadingsResponse> {
    const {items, total} = await this.reads.run(principal, page, per_page);
    return {
      items: items.map(({at, actor, forName, action, subject}) => ({
        at: at.toISOString(),
        actor_id: actor?.id ?? null,
        actor: actor?.name ?? null,
        acting_for: forName,
        action,
        subject_kind: subject.kind,
        subject_id: subject.id,
      })),
      ...{total, page, per_page},
    };
  }
}
