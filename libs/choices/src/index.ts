export {ChoicesModule, ChoicesWorkerModule} from './choices.module.js';
export {CompareShortlist, type Compared} from './shortlist/compare-shortlist.js';
export {KeepShortlist} from './shortlist/keep-shortlist.js';
export {ReadShortlist, type SharedWithMe, type ShortlistView} from './shortlist/read-shortlist.js';
export {ShareShortlist, SHORTLIST_SHARED, type Supporter} from './shortlist/share-shortlist.js';
export {ShortlistFacts} from './shortlist/shortlist-facts.js';
export {MOST_COMPARED, MOST_ENTRIES} from './shortlist/shortlist.errors.js';
