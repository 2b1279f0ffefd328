import {stateMachine} from '@app/kernel';

export const FILE_STATES = ['quarantined', 'clean', 'released', 'infected', 'removed'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** A file is opened by nobody until the scanner found nothing in it or, where there is no scanner, an officer let it go. */
export const evidenceFileMachine = stateMachine(FILE_STATES, 'quarantined', {
  pass: {from: ['quarantined'], to: 'clean'},
  release: {from: ['quarantined'], to: 'released'},
  condemn: {from: ['quarantined'], to: 'infected'},
  remove: {from: ['quarantined', 'clean', 'released'], to: 'removed'},
});

/** In these the file may be opened. */
export const OPEN_FILE_STATES: readonly FileState[] = ['clean', 'released'];
