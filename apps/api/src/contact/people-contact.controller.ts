import {Body, Controller, Get, HttpCode, Post, Put} from '@nestjs/common';
import {randomUUID} from 'node:crypto';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {ReadContact, SaveContact, WriteToPerson} from '@app/notifications';
import {IdParam} from '@app/platform';
import {contactResponse, wishesOf} from './contact-response.js';
import {ContactRequest, ContactResponse, WriteRequest} from './contact.dto.js';

/** For staff who write and call on behalf of the council. */
@ApiTags('contact')
@ApiBearerAuth()
@Controller('api/v1/people/:id')
export class PeopleContactController {
  constructor(
    private readonly contacts: ReadContact,
    private readonly save: SaveContact,
    private readonly write: WriteToPerson,
  ) {}

  /** How somebody is told. Each reading is recorded. */
  @Allow('contact:manage')
  @Get('contact')
  async read(@Current() principal: Principal, @IdParam() id: string): Promise<ContactResponse> {
    return contactResponse(await this.contacts.run(principal, id));
  }

  /** Writes down how somebody wants to be told, as they said. */
  @Allow('contact:manage')
  @Put('contact')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ContactRequest,
  ): Promise<ContactResponse> {
    await this.save.run(principal, id, wishesOf(body));
    return this.read(principal, id);
  }

  /** Writes to somebody, on the ways that they chose. */
  @Allow('contact:manage')
  @Post('messages')
  @HttpCode(204)
  message(@Current() principal: Principal, @IdParam() id: string, @Body() body: WriteRequest): Promise<void> {
    return this.write.run(principal, id, body, randomUUID());
  }
}
