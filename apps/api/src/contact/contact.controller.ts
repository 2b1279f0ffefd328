import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {AlsoTell, ownContact, ReadContact, SaveContact} from '@app/notifications';
import {IdParam} from '@app/platform';
import {contactResponse, wishesOf} from './contact-response.js';
import {AlsoToldRequest, ContactRequest, ContactResponse} from './contact.dto.js';

/** One’s own, or of whom one acts for. */
@ApiTags('contact')
@ApiBearerAuth()
@Controller('api/v1/contact')
export class ContactController {
  constructor(
    private readonly contacts: ReadContact,
    private readonly save: SaveContact,
    private readonly also: AlsoTell,
  ) {}

  /** How one is told: ways, format, language, quiet hours, and who is told too. */
  @Allow('session:use')
  @Get()
  async read(@Current() principal: Principal): Promise<ContactResponse> {
    return contactResponse(await this.contacts.run(principal, ownContact(principal)));
  }

  /** Says how one wants to be told, all of it anew. */
  @Allow('session:use')
  @Put()
  async change(@Current() principal: Principal, @Body() body: ContactRequest): Promise<ContactResponse> {
    await this.save.run(principal, ownContact(principal), wishesOf(body));
    return this.read(principal);
  }

  /** Has somebody told too, for as long as the relation lasts. */
  @Allow('session:use')
  @Post('also-told')
  async tellToo(@Current() principal: Principal, @Body() body: AlsoToldRequest): Promise<ContactResponse> {
    await this.also.add(principal, ownContact(principal), body.relation_id, body.consent);
    return this.read(principal);
  }

  /** They are told no more. */
  @Allow('session:use')
  @Delete('also-told/:id')
  @HttpCode(204)
  stop(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.also.end(principal, ownContact(principal), id);
  }
}
