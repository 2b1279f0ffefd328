export {RegisterModule} from './register.module.js';
export {Standings, type StandingOnDay} from './standing/standings.js';
