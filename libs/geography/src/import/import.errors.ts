import {DomainError} from '@app/kernel';

const WHAT_TO_GIVE =
  'Give the zip of OS Code-Point Open or of the ONS Postcode Directory as published, or the CSV files in it.';

/** One line: which file, what is wrong with it, what to give instead. */
export function unusableFile(file: string, wrong: string): DomainError {
  return new DomainError('invalid', 'POSTCODE_FILE_UNUSABLE', `${file} ${wrong}. ${WHAT_TO_GIVE}`, {facts: {file}});
}

export function importRunning(): DomainError {
  return new DomainError(
    'conflict',
    'POSTCODE_IMPORT_RUNNING',
    'Another import of postcodes is running. Wait until it has ended, then run this again.',
  );
}

export function readersInTheWay(): DomainError {
  return new DomainError(
    'unavailable',
    'POSTCODE_SWAP_BLOCKED',
    'The new postcodes are loaded but could not take the place of the old ones, because something kept reading those. ' +
      'Run the import again: it goes on from here.',
  );
}
