import {Controller, Get, Query, Render} from '@nestjs/common';
import {FreeTimes, nextQuarter} from '@app/bookings';
import {PublicFeedback, ReadShortlist} from '@app/choices';
import {Current, mayFor, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound, startOfDay} from '@app/kernel';
import {councilOfLive, ProfileParts, PublicListings, type PublicProfile} from '@app/listings';
import {IdParam, Public, UnitOfWork} from '@app/platform';
import {ListingActions} from './listing-action.js';
import {feedbackPage, type FeedbackPage} from './feedback.presenter.js';
import {listingPage, weeksOf, type ListingPage} from './listing.presenter.js';

/** A listing as anybody may read it, with the next step for whoever looks. */
@Controller('listings')
export class ListingController {
  constructor(
    private readonly listings: PublicListings,
    private readonly parts: ProfileParts,
    private readonly times: FreeTimes,
    private readonly actions: ListingActions,
    private readonly shortlist: ReadShortlist,
    private readonly feedback: PublicFeedback,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Public()
  @Get(':id')
  @Render('journeys/listing/listing')
  async show(
    @Current() principal: Principal | null,
    @IdParam() id: string,
    @Query('weeks') wanted: unknown,
  ): Promise<{listing: ListingPage; kept: boolean | null; feedback: FeedbackPage; judges: boolean}> {
    const now = this.clock.now();
    const today = londonDay(now);
    const weeks = weeksOf(wanted);
    const [shown, {record, more, bands}, times, said] = await this.uow.read(councilOfLive(id), (reader) => [
      this.listings.shown(id, reader),
      this.parts.shown(id, reader),
      this.times.shown(id, nextQuarter(now), startOfDay(addDays(today, weeks * 7)), reader),
      this.feedback.of(id, reader),
    ]);
    const profile = await this.listings.forViewer(shown, principal);
    if (!profile) throw notFound('listing');
    const [action, kept] = await Promise.all([
      this.actions.of(principal, profile),
      mayKeep(principal, profile) ? this.shortlist.listings(principal) : null,
    ]);
    return {
      kept: kept && kept.has(id),
      judges: mayJudge(principal, profile),
      feedback: feedbackPage(said),
      listing: listingPage({
        profile,
        more,
        ...record,
        bands,
        times,
        weeks,
        action,
        writes: mayWrite(principal, profile),
        today,
      }),
    };
  }
}

/** Whoever keeps a shortlist may put a listing of their own council on it. */
function mayKeep(principal: Principal | null, {councilId}: PublicProfile): boolean {
  if (!principal?.permissions.has('shortlist:keep')) return false;
  return councilId === principal.councilId && mayFor(principal, 'reach_out');
}

/** Whoever looks for support, or acts for somebody who does, may write to a listing of their own council. */
function mayWrite(principal: Principal | null, {councilId}: PublicProfile): boolean {
  if (!principal?.permissions.has('conversation:start')) return false;
  return councilId === principal.councilId && mayFor(principal, 'reach_out');
}

/** Whoever checks members of this council may take a picture down. */
function mayJudge(principal: Principal | null, {councilId}: PublicProfile): boolean {
  return councilId === principal?.councilId && !principal.actingFor && principal.permissions.has('application:gather');
}
