import type {Audience, Gender, ListingKind, ListingState, Need, TakingOn, WayOfPaying} from '@app/listings';
import {ListedRate, ListingMore, PictureAnswer} from './listing.dto.js';

export class WeeklyHours {
  weekday: number;
  from: string;
  to: string;
  starts_on: string;
  ends_on: string | null;
}

export class DifferentHours {
  starts_on: string;
  ends_on: string;
  available: boolean;
  from: string | null;
  to: string | null;
}

export class WaitingChangeResponse {
  name: string | null;
  services: string[];
  refused: string | null;
}

/** All that you have put into your listing. Where you set out from is kept, and never shown again. */
export class PictureTakenDown {
  reason: string;
  removed_at: string;
}

export class OwnListingResponse extends ListingMore {
  id: string;
  member_id: string;
  picture: PictureAnswer | null;
  /** Why and when the council took the last picture down; null once there is another. */
  picture_taken_down: PictureTakenDown | null;
  kind: ListingKind;
  state: ListingState;
  /** Whether the register lists you today: only then do others see a live listing. */
  listed: boolean;
  name: string;
  summary: string;
  about: string;
  outcode: string | null;
  district: string | null;
  travel_km: number;
  gender: Gender | null;
  languages: string[];
  needs: Need[];
  taking_on: TakingOn;
  taking_on_from: string | null;
  drives: boolean;
  capacity: number;
  ways_of_paying: WayOfPaying[];
  cqc_provider_id: string | null;
  /** To whom it shows while it is live. */
  audience: Audience;
  services: string[];
  rates: ListedRate[];
  patterns: WeeklyHours[];
  exceptions: DifferentHours[];
  /** From which day others no longer see it, unless it is said to be still right; null when nobody asks. */
  rests_on: string | null;
  /** What waits until an officer has looked at it, or why that was refused; others see the listing as it is here. */
  waiting_change: WaitingChangeResponse | null;
  version: number;
  changed_at: string;
}
