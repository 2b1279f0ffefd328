/** How something reached the council: by the applicant's own hands, or told to somebody who wrote it down for them. */
export const CHANNELS = ['online', 'meeting', 'phone', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How somebody tells it who does not write it themselves. */
export const SPOKEN_CHANNELS = ['meeting', 'phone', 'paper'] as const;
export type SpokenChannel = (typeof SPOKEN_CHANNELS)[number];
