import {Module} from '@nestjs/common';
import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {ChoicesWorkerModule} from '@app/choices';
import {ConversationsModule} from '@app/conversations';
import {DirectoryModule} from '@app/directory';
import {ListingsModule} from '@app/listings';
import {NotificationsModule} from '@app/notifications';
import {PlansModule} from '@app/plans';
import {RegisterModule} from '@app/register';
import {TellAccounts} from './tell-accounts.js';
import {TellActing} from './tell-acting.js';
import {TellAppeals} from './tell-appeals.js';
import {TellApplicants} from './tell-applicants.js';
import {TellArea} from './tell-area.js';
import {TellBeyond} from './tell-beyond.js';
import {TellBookings} from './tell-bookings.js';
import {TellChanges} from './tell-changes.js';
import {TellChoices} from './tell-choices.js';
import {TellCommunity} from './tell-community.js';
import {TellConversations} from './tell-conversations.js';
import {TellDigest} from './tell-digest.js';
import {TellDecisions} from './tell-decisions.js';
import {TellEngagements} from './tell-engagements.js';
import {TellHours} from './tell-hours.js';
import {TellPlans} from './tell-plans.js';
import {TellProposals} from './tell-proposals.js';
import {TellReferees} from './tell-referees.js';
import {TellFeedback} from './tell-feedback.js';
import {TellLapses} from './tell-lapses.js';
import {TellReviews} from './tell-reviews.js';
import {TellRepresentations} from './tell-representations.js';
import {TellBudgets} from './tell-budgets.js';
import {TellSurplus} from './tell-surplus.js';
import {TellSignIn} from './tell-sign-in.js';
import {TellSafety} from './tell-safety.js';
import {TellCover} from './tell-cover.js';
import {TellReminders} from './tell-reminders.js';
import {TellShared} from './tell-shared.js';
import {TellTeam} from './tell-team.js';
import {TellVisits} from './tell-visits.js';
import {Told} from './told.js';

/** Turns what happened into what people are told. */
@Module({
  imports: [
    NotificationsModule,
    AllocationsModule,
    BookingsModule,
    PlansModule,
    ConversationsModule,
    DirectoryModule,
    ListingsModule,
    RegisterModule,
    ChoicesWorkerModule,
  ],
  providers: [
    Told,
    TellBookings,
    TellVisits,
    TellCover,
    TellShared,
    TellReminders,
    TellHours,
    TellEngagements,
    TellApplicants,
    TellDecisions,
    TellAppeals,
    TellReferees,
    TellLapses,
    TellBeyond,
    TellActing,
    TellAccounts,
    TellPlans,
    TellProposals,
    TellRepresentations,
    TellReviews,
    TellSurplus,
    TellBudgets,
    TellChanges,
    TellSignIn,
    TellSafety,
    TellConversations,
    TellChoices,
    TellFeedback,
    TellCommunity,
    TellArea,
    TellTeam,
    TellDigest,
  ],
})
export class NoticesWorkerModule {}
