import {EmploymentRate} from './employment-rate.entity.js';
import {EmploymentRates} from './employment-rates.js';
import {WouldCover} from './would-cover.js';

export const EMPLOYING_ENTITIES = [EmploymentRate];
export const EMPLOYING_OFFERED = [EmploymentRates, WouldCover];
