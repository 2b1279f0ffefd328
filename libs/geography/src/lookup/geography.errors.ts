import {DomainError, invalid} from '@app/kernel';

const TRY = 'Try a full postcode like NG1 5DT, its first part like NG1, or the name of a town.';

function unknown(message: string): DomainError {
  return new DomainError('refused', 'POSTCODE_UNKNOWN', message, {fields: [{field: 'near', message}]});
}

export const unknownPostcode = (written: string) => unknown(`We do not know the postcode ${written}. ${TRY}`);
export const nowhere = (written: string) =>
  unknown(
    `${written} is no place: postcodes that begin with ZZ99 are written for somebody without a fixed address, or whose address is not known. Enter the first part of the postcode where you mostly are, like NG1.`,
  );
export const unknownPlace = () => unknown(`We could not find that place. ${TRY}`);

export const nothingTyped = () =>
  invalid({field: 'near', message: 'Enter a postcode, the first part of one, or a town.'});
export const tooLong = (most: number) =>
  invalid({field: 'near', message: `Enter a postcode or the name of a town, of at most ${most} characters.`});
