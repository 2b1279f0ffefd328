import {Controller, Get, Header, Query} from '@nestjs/common';
import {ApiExcludeController} from '@nestjs/swagger';
import {OpenReferralFeed, type FeedQuery} from '@app/directory';
import {IdParam, Public} from '@app/platform';

const ANYBODY = ['access-control-allow-origin', '*'] as const;

/** The public feed: Open Referral UK 3, for other directories. Its form is theirs, so it is described by their standard. */
@ApiExcludeController()
@Public()
@Controller('open-referral')
export class OpenReferralController {
  constructor(private readonly feed: OpenReferralFeed) {}

  @Get()
  @Header(...ANYBODY)
  about() {
    return {
      version: 'HSDS-UK-3.0',
      profile: 'https://docs.openreferraluk.org/en/3.0-uk/',
      openapi_url: 'https://openreferraluk.org/specifications/3.0/openapi.json',
    };
  }

  @Get('services')
  @Header(...ANYBODY)
  services(@Query() query: FeedQuery) {
    return this.feed.list(query, 'services');
  }

  @Get('services/:id')
  @Header(...ANYBODY)
  service(@IdParam() id: string) {
    return this.feed.service(id);
  }

  @Get('service_at_locations')
  @Header(...ANYBODY)
  locations(@Query() query: FeedQuery) {
    return this.feed.list(query, 'locations');
  }

  @Get('service_at_locations/:id')
  @Header(...ANYBODY)
  location(@IdParam() id: string) {
    return this.feed.serviceAtLocation(id);
  }

  @Get('taxonomies')
  @Header(...ANYBODY)
  taxonomies(@Query() query: FeedQuery) {
    return this.feed.taxonomies(query);
  }

  @Get('taxonomies/:id')
  @Header(...ANYBODY)
  taxonomy(@IdParam() id: string) {
    return this.feed.taxonomy(id);
  }

  @Get('taxonomy_terms')
  @Header(...ANYBODY)
  terms(@Query() query: FeedQuery) {
    return this.feed.terms(query);
  }

  @Get('taxonomy_terms/:id')
  @Header(...ANYBODY)
  term(@IdParam() id: string) {
    return this.feed.term(id);
  }
}
