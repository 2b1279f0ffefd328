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
export {districtName, districtNames, isDistrict} from './districts.js';
export {
  GAZETTEER,
  GAZETTEER_OUTCODES,
  GAZETTEER_POSTCODES,
  type GazetteerOutcode,
  type GazetteerPostcode,
} from './gazetteer/index.js';
export {Geography, type Edition} from './geography.js';
export {GeographyModule} from './geography.module.js';
export {
  importPostcodes,
  type ImportOptions,
  type ImportProgress,
  type ImportSummary,
} from './import/import-postcodes.js';
export {areaLabel, type Found, type Origin} from './origin.js';
export {loadReferenceData, type ReferenceData} from './reference/load-reference-data.js';
