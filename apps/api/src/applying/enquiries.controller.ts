import {Body, Controller, Get, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {Enquiries, RecordEnquiry, type EnquiryView} from '@app/register';
import {EnquiryRequest, EnquiryResponse} from './enquiries.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/enquiries')
export class EnquiriesController {
  constructor(
    private readonly enquiries: Enquiries,
    private readonly records: RecordEnquiry,
  ) {}

  /** Writes down an enquiry that an officer was rung about, or met. */
  @Allow('application:gather')
  @Post()
  async record(@Current() principal: Principal, @Body() body: EnquiryRequest): Promise<EnquiryResponse> {
    const id = await this.records.byOfficer(principal, body, body.channel);
    return this.one(principal, id);
  }

  /** One enquiry. */
  @Allow('application:gather')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<EnquiryResponse> {
    return enquiryAnswer(await this.enquiries.one(principal, id));
  }
}

function enquiryAnswer(enquiry: EnquiryView): EnquiryResponse {
  const {id, name, email, phone, wants, source, channel, note, receivedAt, applicationId} = enquiry;
  return {
    ...{id, name, email, phone, wants, source, channel, note},
    received_at: receivedAt.toISOString(),
    application_id: applicationId,
  };
}
