import type {Paper} from '../documents/paper.js';
import {PdfBlocks} from './pdf-blocks.js';
import {TaggedDocument} from './tagged-document.js';

const MARGIN = 56;
/** Large print is 18 point, and nothing in it is smaller. */
const SCALES = {standard: 1, large: 1.8};
export type Print = keyof typeof SCALES;

/**
 * The paper as a tagged PDF (PDF/UA): headings, lists and tables with their headers, in reading order, with language,
 * title, bookmarks and embedded fonts. Page numbers are marked as no part of it.
 * @param print large for who asks for it
 */
export function paperPdf({title, author, subtitle, sections}: Paper, print: Print = 'standard'): Promise<Buffer> {
  const document = new TaggedDocument({title, author, subject: subtitle, margin: MARGIN});
  const blocks = new PdfBlocks(document.pdf, SCALES[print]);
  blocks.title(title, subtitle);
  for (const {heading, blocks: content} of sections) blocks.section(heading, content);
  blocks.end();
  const {start, count} = document.pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.footer(start + index, `${title}, page ${index + 1} of ${count}`);
  }
  return document.finish();
}
