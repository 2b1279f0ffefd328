import {INK, type Structure} from './pdf-style.js';
import {TaggedDocument} from './tagged-document.js';

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
const SENDER_SIZE = 9;
/** Large print is 18 point (UK Association for Accessible Formats); easy read has at least 16. */
const SIZES = {standard: 12, large: 18, easy: 16} as const;

/**
 * Letters one after the other, each from a page of its own, ready to print: tagged (PDF/UA), in reading order, with
 * language, title, bookmarks and embedded fonts.
 */
export function lettersPdf(letters: readonly PostalLetter[], title: string, author: string): Promise<Buffer> {
  const document = new TaggedDocument({title, author, margin: MARGIN, autoFirstPage: false});
  const {pdf} = document;
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const firstPages = letters.map((letter) => write(pdf, root, letter));
  root.end();
  number(document, letters, firstPages);
  return document.finish();
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
    document.font('plain').fontSize(SENDER_SIZE).text(letter.from.lines.join('\n'), right);
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
function number(document: TaggedDocument, letters: readonly PostalLetter[], firstPages: readonly number[]): void {
  const {count} = document.pdf.bufferedPageRange();
  letters.forEach((_, index) => {
    const [from = 0, to = count] = [firstPages[index], firstPages[index + 1]];
    for (let page = from; page < to; page += 1) document.footer(page, `Page ${page - from + 1} of ${to - from}`);
  });
}
