import {Body, Controller, Headers, HttpCode, Param, Post} from '@nestjs/common';
import {ApiExcludeController} from '@nestjs/swagger';
import {ReceiveReceipt} from '@app/notifications';
import {invalid} from '@app/kernel';
import {Public} from '@app/platform';
import {isUUID} from 'class-validator';

/** Where GOV.UK Notify says what became of messages. It knows no sessions: it carries a token of its own. */
@ApiExcludeController()
@Controller('callbacks/notify')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiveReceipt) {}

  /** Takes a delivery receipt. */
  @Public()
  @Post(':council')
  @HttpCode(204)
  async take(
    @Param('council') council: string,
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const {reference, status} = Object(body) as Record<string, unknown>;
    await this.receipts.run(council, token, () => {
      if (typeof status !== 'string') throw invalid({field: 'status', message: 'Say what became of it.'});
      if (typeof reference !== 'string' || !isUUID(reference))
        throw invalid({field: 'reference', message: 'Give the reference it was sent under.'});
      return {reference, status};
    });
  }
}
