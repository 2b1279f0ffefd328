import type {Paper} from '../documents/paper.js';
import {PdfBlocks} from './pdf-blocks.js';
import {TaggedDocument} from './tagged-document.js';

const MARGIN = 56;

/**
 * The paper as a tagged PDF (PDF/UA): headings, lists and tables with their headers, in reading order, with language,
 * title, bookmarks and embedded fonts. Page numbers are marked as no part of it.
 */
export function paperPdf({title, author, subtitle, sections}: Paper): Promise<Buffer> {
  const document = new TaggedDocument({title, author, subject: subtitle, margin: MARGIN});
  const blocks = new PdfBlocks(document.pdf);
  blocks.title(title, subtitle);
  for (const {heading, blocks: content} of sections) blocks.section(heading, content);
  blocks.end();
  const {start, count} = document.pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.footer(start + index, `${title}, page ${index + 1} of ${count}`);
  }
  return document.finish();
}
