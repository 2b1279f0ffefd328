import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiTags} from '@nestjs/swagger';
import {ManageCommunity} from '@app/directory';
import {Public} from '@app/platform';
import {managedAnswer, textOfRequest} from './community-answer.js';
import {CommunityLinkChangeRequest, CommunityLinkRequest, CommunityManagedResponse} from './community.dto.js';

/** For whoever was sent the link to an entry: they need no account. The link's last part is sent in the body, so that no log has it. */
@ApiTags('community')
@Public()
@Controller('api/v1/community-links')
export class CommunityLinksController {
  constructor(private readonly manage: ManageCommunity) {}

  /** What the link is for. */
  @Post()
  @HttpCode(200)
  async read(@Body() {token}: CommunityLinkRequest): Promise<CommunityManagedResponse> {
    return managedAnswer(await this.manage.read(token));
  }

  /** All is right, and whoever says so speaks for it. */
  @Post('confirm')
  @HttpCode(200)
  async confirm(@Body() {token}: CommunityLinkRequest): Promise<CommunityManagedResponse> {
    await this.manage.confirm(token);
    return managedAnswer(await this.manage.read(token));
  }

  /** New words, which wait for the council. */
  @Post('change')
  @HttpCode(200)
  async change(@Body() {token, ...text}: CommunityLinkChangeRequest): Promise<CommunityManagedResponse> {
    await this.manage.change(token, textOfRequest(text));
    return managedAnswer(await this.manage.read(token));
  }

  /** Nobody sees it until it is confirmed again. */
  @Post('take-down')
  @HttpCode(200)
  async takeDown(@Body() {token}: CommunityLinkRequest): Promise<CommunityManagedResponse> {
    await this.manage.takeDown(token);
    return managedAnswer(await this.manage.read(token));
  }
}
