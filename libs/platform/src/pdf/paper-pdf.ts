import PDFDocument from 'pdfkit';
import type {Paper} from '../documents/paper.js';
import {PdfBlocks} from './pdf-blocks.js';
import {pdfFonts} from './pdf-fonts.js';

const MARGIN = 56;
const FOOTER_SIZE = 9;

/**
 * The paper as a tagged PDF (PDF/UA): headings, lists and tables with their headers, in reading order, with language,
 * title, bookmarks and embedded fonts. Page numbers are marked as no part of it.
 */
export async function paperPdf(paper: Paper): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: {top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN},
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: undefined as unknown as string,
    info: {Title: paper.title, Author: paper.author, Subject: paper.subtitle, Creator: 'Alongside'},
  });
  const parts: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.on('data', (part: Buffer) => parts.push(part));
  document.registerFont('plain', pdfFonts().plain).registerFont('bold', pdfFonts().bold);
  const blocks = new PdfBlocks(document);
  blocks.title(paper.title, paper.subtitle);
  for (const {heading, blocks: content} of paper.sections) blocks.section(heading, content);
  blocks.end();
  numberPages(document, paper.title);
  document.end();
  await done;
  return Buffer.concat(parts);
}

function numberPages(document: PDFKit.PDFDocument, title: string): void {
  const {start, count} = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    document.page.margins.bottom = 0;
    document.markContent('Artifact', {type: 'Pagination', attached: ['Bottom']});
    document.font('plain').fontSize(FOOTER_SIZE).fillColor('#505a5f');
    const words = `${title}, page ${index + 1} of ${count}`;
    document.text(words, MARGIN, document.page.height - MARGIN + FOOTER_SIZE * 2, {lineBreak: false});
    document.endMarkedContent();
    document.page.margins.bottom = MARGIN;
  }
}
