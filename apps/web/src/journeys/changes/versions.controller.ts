import {Controller, Get, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ListingVersions} from '@app/listings';
import {IdParam} from '@app/platform';

/** What others could see of a listing, and when: for its owner, and for the council. */
@Controller()
export class VersionsController {
  constructor(private readonly versions: ListingVersions) {}

  @Allow('listing:manage')
  @Get('listing/:id/versions')
  @Render('journeys/changes/versions')
  async own(@Current() principal: Principal, @IdParam() id: string) {
    return {versions: await this.versions.of(principal, id), back: `/listing/${id}`};
  }

  @Allow('application:queue')
  @Get('council/listings/:id/versions')
  @Render('journeys/changes/versions')
  async council(@Current() principal: Principal, @IdParam() id: string) {
    return {
      versions: await this.versions.of(principal, id),
      back: '/council/changes',
      picture: `/council/listings/${id}/picture`,
    };
  }
}
