import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiProperty, ApiTags} from '@nestjs/swagger';
import {ActOnBehalf, Allow, CONTACT_WAYS, Current, type ContactWay, type Principal} from '@app/identity';
import {IsIn, IsOptional, IsString, IsUUID} from 'class-validator';
import {RecordedResponse} from './council-representation.dto.js';

export class ContactRequest {
  @IsUUID(undefined, {message: 'This is not an id.'})
  person_id: string;

  /** When it is not the person who speaks: which of those who act for them. */
  @IsOptional()
  @IsUUID(undefined, {message: 'This is not an id.'})
  representation_id?: string;

  @ApiProperty({enum: CONTACT_WAYS})
  @IsIn(CONTACT_WAYS, {message: 'Choose phone, letter or meeting.'})
  how: ContactWay;

  /** How you knew who it was. */
  @IsString({message: 'Say how you knew who it was.'})
  identity_check: string;

  /** What they asked for. */
  @IsString({message: 'Say what they asked for.'})
  said: string;
}

export class EndContactRequest {
  /** How it ended. */
  @IsOptional()
  @IsString({message: 'Write how it ended.'})
  note?: string;
}

@ApiTags('acting for somebody: staff')
@ApiBearerAuth()
@Controller('api/v1/council/contacts')
export class BehalfController {
  constructor(private readonly behalf: ActOnBehalf) {}

  /** From now on this session acts for the person, as they ask by telephone, letter or at a meeting. */
  @Allow('behalf:act')
  @Post()
  async start(@Current() principal: Principal, @Body() body: ContactRequest): Promise<RecordedResponse> {
    return {
      id: await this.behalf.start(principal, {
        personId: body.person_id,
        representationId: body.representation_id ?? null,
        how: body.how,
        identityCheck: body.identity_check,
        said: body.said,
      }),
    };
  }

  /** The call, letter or meeting is over: the session acts for nobody any more. */
  @Allow('behalf:act')
  @Post('end')
  @HttpCode(204)
  async end(@Current() principal: Principal, @Body() body: EndContactRequest): Promise<void> {
    await this.behalf.end(principal, body.note ?? null);
  }
}
