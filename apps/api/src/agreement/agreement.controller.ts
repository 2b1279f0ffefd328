import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {DirectPaymentAgreements, ReadPayments, SetAgreement, type AgreementView} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {
  AgreementTextIdResponse,
  AgreementTextRequest,
  DirectPaymentAgreementResponse,
  PaperAgreementRequest,
  PaymentsResponse,
  SignAgreementRequest,
} from './agreement.dto.js';

@ApiTags('direct payment agreement')
@ApiBearerAuth()
@Controller('api/v1')
export class AgreementController {
  constructor(
    private readonly agreements: DirectPaymentAgreements,
    private readonly texts: SetAgreement,
    private readonly payments: ReadPayments,
  ) {}

  /** The agreement that comes before a direct payment, and whether it is signed. */
  @Allow('budget:read')
  @Get('direct-payment-agreement')
  async own(@Current() principal: Principal): Promise<DirectPaymentAgreementResponse> {
    return answer(await this.agreements.own(principal));
  }

  /** Signs it: the person, or who stands in for them by law. */
  @Allow('agreement:sign')
  @Post('direct-payment-agreement/sign')
  @HttpCode(204)
  sign(@Current() principal: Principal, @Body() body: SignAgreementRequest): Promise<void> {
    return this.agreements.sign(principal, body.version_id);
  }

  /** Somebody's agreement, as the council keeps it. */
  @Allow('budget:manage')
  @Get('council/people/:id/direct-payment-agreement')
  async of(@Current() principal: Principal, @IdParam() id: string): Promise<DirectPaymentAgreementResponse> {
    return answer(await this.agreements.of(principal, id));
  }

  /** It was signed on paper: by whom, and when. */
  @Allow('budget:manage')
  @Post('council/people/:id/direct-payment-agreement')
  @HttpCode(204)
  paper(@Current() principal: Principal, @IdParam() id: string, @Body() body: PaperAgreementRequest): Promise<void> {
    const {version_id: versionId, signed_by: signedBy, signed_on: signedOn} = body;
    return this.agreements.recordPaper(principal, id, {versionId, signedBy, signedOn});
  }

  /** A new version of the council's own text, from a day on. Who signed the one before signs again. */
  @Allow('budget:manage')
  @Post('council/direct-payment-agreements')
  async set(@Current() principal: Principal, @Body() body: AgreementTextRequest): Promise<AgreementTextIdResponse> {
    const {purpose, asked, surplus, easy, source, starts_on: startsOn} = body;
    const text = {purpose, asked, surplus, easy, source, startsOn, signBy: body.sign_by ?? null};
    return {number: await this.texts.run(principal, text)};
  }

  /** What was paid, and what was not, with why. */
  @Allow('budget:manage')
  @Get('council/payments')
  async paid(@Current() principal: Principal): Promise<PaymentsResponse> {
    return wholeList(
      (await this.payments.list(principal)).map((each) => ({
        ...{id: each.id, holder_name: each.holderName, line_id: each.lineId},
        ...{starts_on: each.startsOn, ends_on: each.endsOn, state: each.state, pence: each.pence, why: each.why},
        recorded_at: each.recordedAt.toISOString(),
      })),
    );
  }
}

function answer({text, signed, stands, signatures}: AgreementView): DirectPaymentAgreementResponse {
  const {startsOn, signBy, id, number, purpose, asked, surplus, easy} = text;
  return {
    text: {...{id, number, purpose, asked, surplus, easy}, starts_on: startsOn, sign_by: signBy},
    ...{signed, stands},
    signatures: signatures.map(({versionNumber, signedBy, way, signedOn}) => ({
      ...{version_number: versionNumber, signed_by: signedBy, way, signed_on: signedOn},
    })),
  };
}
