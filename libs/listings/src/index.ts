export type {Exception, Pattern} from './availability/availability.js';
export {openHours} from './availability/open-hours.js';
export {cutByBand, type BandRule, type BandStretch} from './pricing/bands.js';
export {priceVisit, type PricedPart, type PricedVisit} from './pricing/price-visit.js';
export {FALLBACK, TIMED_BANDS, UNITS_OF, type DatedRate, type TimedBand} from './pricing/rates.js';
export {cardRate, weeklyCost} from './pricing/weekly-cost.js';
export {isClockTime, type ClockTime} from './time/clock-time.js';
