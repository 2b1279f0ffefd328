import type {Profile} from '../profile/change-profile.js';

/** Some of a profile. Where they set out from is not among it: that is never read again. */
export type DraftProfile = Partial<Omit<Profile, 'postcode'>>;

export interface Draft {
  profile: DraftProfile;
  /** All that is offered then; null: as it is. */
  services: string[] | null;
  changedAt: Date;
}
