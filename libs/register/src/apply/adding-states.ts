import type {ApplicationState} from '../applications/application.state.js';

/** While it is in these an applicant sends files and names referees; what is deferred waits for just that. */
export const ADDING_STATES: readonly ApplicationState[] = ['draft', 'submitted', 'in_checks', 'deferred'];
