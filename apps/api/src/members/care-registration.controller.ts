import {Body, Controller, Get, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {RecordCareRegistration, type CareView} from '@app/listings';
import {IdParam} from '@app/platform';
import {CareRegistrationRequest, CareRegistrationResponse} from './care-registration.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1/members/:id/care-registration')
export class CareRegistrationController {
  constructor(private readonly care: RecordCareRegistration) {}

  /** What is recorded of an organisation that gives personal care, by whom and when. */
  @Allow('application:gather')
  @Get()
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<CareRegistrationResponse> {
    return answerOf(await this.care.read(principal, id));
  }

  /** Records how many work there, whether it is a company, and that its registration was looked up. */
  @Allow('application:gather')
  @Put()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {workers, incorporated, cqc_provider_id, checked_on}: CareRegistrationRequest,
  ): Promise<CareRegistrationResponse> {
    const facts = {workers, incorporated, providerId: cqc_provider_id ?? null, checkedOn: checked_on ?? null};
    await this.care.run(principal, id, facts);
    return this.one(principal, id);
  }
}

function answerOf(view: CareView | null): CareRegistrationResponse {
  return {
    workers: view?.workers ?? null,
    incorporated: view?.incorporated ?? null,
    cqc_provider_id: view?.providerId ?? null,
    checked_on: view?.checkedOn ?? null,
    recorded_by: view?.recordedBy ?? null,
    recorded_at: view?.recordedAt.toISOString() ?? null,
  };
}
