import segments from 'sms-segments-calculator';

/** GOV.UK Notify takes no more in one text message. */
export const LONGEST_TEXT = 918;

export interface TextLength {
  characters: number;
  /** How many messages it is charged as. */
  parts: number;
  /** A character outside the telephone alphabet, like an emoji, makes every part shorter. */
  plain: boolean;
  tooLong: boolean;
}

/** How long a text message is: in GSM-7 160 characters in one part and 153 in each of several; in UCS-2 70 and 67. */
export function textLength(text: string): TextLength {
  const counted = new segments.SegmentedMessage(text);
  const characters = counted.totalSize === 0 ? 0 : [...text].length;
  return {
    characters,
    parts: counted.segmentsCount,
    plain: counted.encodingName === 'GSM-7',
    tooLong: characters > LONGEST_TEXT,
  };
}
