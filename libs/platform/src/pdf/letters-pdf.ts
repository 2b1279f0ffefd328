import PDFDocument from 'pdfkit';
import {pdfFonts} from './pdf-fonts.js';
import {INK, type Structure} from './pdf-style.js';

/** A letter for the post. Plain text: paragraphs, one below the other. */
export interface PostalLetter {
  /** The name and the lines below it. */
  to: string[];
  from: {name: string; lines: string[]};
  date: string;
  greeting: string;
  subject: string;
  paragraphs: string[];
  size: 'standard' | 'large' | 'easy';
}

type Document = PDFKit.PDFDocument;

const MM = 72 / 25.4;
/** Where the window of a DL or C5 envelope shows the address, as GOV.UK Notify and Royal Mail place it. */
const WINDOW = {left: 24.6 * MM, top: 39.5 * MM, width: 95 * MM, lineHeight: 13, size: 10.5};
const MARGIN = 24.6 * MM;
const BODY_TOP = 95 * MM;
const FOOTER_SIZE = 9;
/** Large print is 18 point (UK Association for Accessible Formats); easy read has at least 16. */
const SIZES = {standard: 12, large: 18, easy: 16} as const;

/**
 * Letters one after the other, each from a page of its own, ready to print: tagged (PDF/UA), in reading order, with
 * language, title, bookmarks and embedded fonts.
 */
export async function lettersPdf(letters: readonly PostalLetter[], title: string, author: string): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: {top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN},
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    font: undefined as unknown as string,
    info: {Title: title, Author: author, Creator: 'Alongside'},
  });
  const parts: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.on('data', (part: Buffer) => parts.push(part));
  document.registerFont('plain', pdfFonts().plain).registerFont('bold', pdfFonts().bold);
  const root = document.struct('Document');
  document.addStructure(root);
  const firstPages = letters.map((letter) => write(document, root, letter));
  root.end();
  number(document, letters, firstPages);
  document.end();
  await done;
  return Buffer.concat(parts);
}

/** @returns the page it begins on */
function write(document: Document, root: Structure, letter: PostalLetter): number {
  document.addPage();
  const first = document.bufferedPageRange().count - 1;
  document.outline.addItem(`${letter.to[0] ?? ''}: ${letter.subject}`);
  const section = element(document, root, 'Sect');
  const size = SIZES[letter.size];
  block(document, section, 'P', () => {
    const right = {align: 'right' as const, width: document.page.width - 2 * MARGIN};
    document
      .font('bold')
      .fontSize(11)
      .fillColor(INK)
      .text(letter.from.name, MARGIN, 15 * MM, right);
    document.font('plain').fontSize(FOOTER_SIZE).text(letter.from.lines.join('\n'), right);
  });
  block(document, section, 'P', () => {
    document.font('plain').fontSize(WINDOW.size).fillColor(INK);
    letter.to.forEach((line, index) =>
      document.text(line, WINDOW.left, WINDOW.top + index * WINDOW.lineHeight, {
        width: WINDOW.width,
        height: WINDOW.lineHeight,
        lineBreak: false,
        ellipsis: true,
      }),
    );
  });
  document.y = BODY_TOP;
  paragraph(document, section, 'P', letter.date, size);
  paragraph(document, section, 'P', letter.greeting, size);
  paragraph(document, section, 'H1', letter.subject, size + 2, 'bold');
  for (const text of letter.paragraphs) paragraph(document, section, 'P', text, size);
  section.end();
  return first;
}

function paragraph(
  document: Document,
  into: Structure,
  type: string,
  text: string,
  size: number,
  font = 'plain',
): void {
  block(document, into, type, () => {
    document
      .font(font)
      .fontSize(size)
      .fillColor(INK)
      .text(text || ' ', MARGIN, document.y, {lineGap: size * 0.25, width: document.page.width - 2 * MARGIN});
  });
  document.y += size * 0.75;
}

function block(document: Document, into: Structure, type: string, draw: () => void): void {
  const made = document.struct(type, {}, [draw]);
  into.add(made);
  made.end();
}

function element(document: Document, into: Structure, type: string): Structure {
  const made = document.struct(type);
  into.add(made);
  return made;
}

/** Each letter counts its own pages. */
function number(document: Document, letters: readonly PostalLetter[], firstPages: readonly number[]): void {
  const {count} = document.bufferedPageRange();
  letters.forEach((_, index) => {
    const [from = 0, to = count] = [firstPages[index], firstPages[index + 1]];
    for (let page = from; page < to; page += 1) {
      document.switchToPage(page);
      document.page.margins.bottom = 0;
      document.markContent('Artifact', {type: 'Pagination', attached: ['Bottom']});
      document.font('plain').fontSize(FOOTER_SIZE).fillColor('#505a5f');
      const words = `Page ${page - from + 1} of ${to - from}`;
      document.text(words, MARGIN, document.page.height - MARGIN + FOOTER_SIZE * 2, {lineBreak: false});
      document.endMarkedContent();
      document.page.margins.bottom = MARGIN;
    }
  });
}
