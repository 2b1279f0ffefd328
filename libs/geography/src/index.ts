export {attribution} from './attribution.js';
export {
  boundsAround,
  distanceMetres,
  EARTH_RADIUS_METRES,
  metresOf,
  milesOf,
  type Bounds,
  type Position,
} from './distance.js';
export {
  importPostcodes,
  type ImportOptions,
  type ImportProgress,
  type ImportSummary,
} from './import/import-postcodes.js';
