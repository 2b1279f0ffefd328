import {Controller, Get, Query, Render} from '@nestjs/common';
import {FreeTimes, nextQuarter} from '@app/bookings';
import {PublicFeedback} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {AUDIENCES, PreviewListing, ProfileParts, type Audience, type ListingPreview} from '@app/listings';
import {IdParam} from '@app/platform';
import {AUDIENCE_WORDS} from '../../words/listing-words.js';
import {feedbackPage} from '../listing/feedback.presenter.js';
import {listingPage} from '../listing/listing.presenter.js';

const WEEKS = 2;

/** A listing as each audience sees it, or would: for its owner alone. */
@Controller('listing/:id/preview')
export class PreviewController {
  constructor(
    private readonly previews: PreviewListing,
    private readonly rest: ProfileParts,
    private readonly times: FreeTimes,
    private readonly feedback: PublicFeedback,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render('journeys/listing/listing')
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('as') as: unknown) {
    const preview = await this.previews.run(principal, id);
    const {profile} = preview;
    const now = this.clock.now();
    const today = londonDay(now);
    const [{record, more, bands}, times] = await Promise.all([
      this.rest.of(profile),
      this.times.shown(profile.id, nextQuarter(now), startOfDay(addDays(today, WEEKS * 7))),
    ]);
    const parts = {profile, more, ...record, bands, times, weeks: WEEKS, action: null, writes: false, today};
    const feedback = feedbackPage(await this.feedback.of(profile.id));
    return {listing: {...listingPage(parts), moreWeeks: null}, feedback, preview: previewOf(preview, audienceOf(as))};
  }
}

function audienceOf(as: unknown): Audience {
  return AUDIENCES.find((each) => each === as) ?? 'public';
}

/** Whoever looks is of one audience more than everybody's, or of none. */
function previewOf({profile, shown, listed, draft}: ListingPreview, as: Audience) {
  return {
    as,
    draft,
    /** Whether that audience finds it. */
    found: profile.audience === 'public' || profile.audience === as,
    shown,
    listed,
    audience: AUDIENCE_WORDS[profile.audience],
    tabs: AUDIENCES.map((each) => ({
      text: AUDIENCE_WORDS[each],
      href: `/listing/${profile.id}/preview?as=${each}`,
      current: each === as,
    })),
  };
}
