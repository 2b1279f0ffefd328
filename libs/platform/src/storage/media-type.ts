export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** How much of either end is looked at. */
export const HEAD_BYTES = 64;
export const TAIL_BYTES = 1_024;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The empty last part of every PNG, with its checksum. */
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const PNG_DEPTHS = new Set([1, 2, 4, 8, 16]);
const PNG_COLOURS = new Set([0, 2, 3, 4, 6]);

/**
 * What a file is by its content: how it begins and how it ends. What it is called, and what the sender says that it
 * is, decide nothing.
 * @returns null for anything but a PDF, a JPEG or a PNG
 */
export function mediaTypeOf(head: Buffer, tail: Buffer): MediaType | null {
  if (isPdf(head, tail)) return 'application/pdf';
  if (isPng(head, tail)) return 'image/png';
  return isJpeg(head, tail) ? 'image/jpeg' : null;
}

function isPdf(head: Buffer, tail: Buffer): boolean {
  const end = tail.toString('latin1');
  return /^%PDF-[12]\.\d[\r\n ]/.test(head.toString('latin1')) && /startxref\s+\d+\s+%%EOF\s*$/.test(end);
}

/** The first part is always the header: thirteen bytes, with a size that is not nought and a depth that there is. */
function isPng(head: Buffer, tail: Buffer): boolean {
  return (
    head.length >= 33 &&
    head.subarray(0, 8).equals(PNG_SIGNATURE) &&
    head.readUInt32BE(8) === 13 &&
    head.toString('latin1', 12, 16) === 'IHDR' &&
    head.readUInt32BE(16) > 0 &&
    head.readUInt32BE(20) > 0 &&
    PNG_DEPTHS.has(head.readUInt8(24)) &&
    PNG_COLOURS.has(head.readUInt8(25)) &&
    tail.subarray(-PNG_END.length).equals(PNG_END)
  );
}

/** Begins with its mark and a segment of JFIF, Exif, a table or a frame; ends with its end. Cameras may pad after it. */
function isJpeg(head: Buffer, tail: Buffer): boolean {
  if (head.length < 12 || head.readUInt16BE(0) !== 0xffd8 || head.readUInt8(2) !== 0xff) return false;
  const segment = head.readUInt8(3);
  const known = (segment >= 0xe0 && segment <= 0xef) || [0xdb, 0xc0, 0xc2, 0xc4, 0xfe].includes(segment);
  const end = tail.lastIndexOf(Buffer.from([0xff, 0xd9]));
  return known && head.readUInt16BE(4) >= 2 && end >= 0 && tail.subarray(end + 2).every((byte) => byte === 0);
}
