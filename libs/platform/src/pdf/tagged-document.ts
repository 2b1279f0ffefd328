import PDFDocument from 'pdfkit';
import {pdfFonts} from './pdf-fonts.js';

const FOOTER_SIZE = 9;

interface About {
  title: string;
  author: string;
  subject?: string;
  /** Points, on every side. */
  margin: number;
  /** Off where each part begins a page of its own. */
  autoFirstPage?: boolean;
}

/** An A4 document that is tagged (PDF/UA), with language, title and embedded fonts `plain` and `bold`. */
export class TaggedDocument {
  readonly pdf: PDFKit.PDFDocument;
  private readonly parts: Buffer[] = [];
  private readonly ended: Promise<void>;

  constructor(private readonly about: About) {
    const {title: Title, author: Author, subject: Subject, margin, autoFirstPage = true} = about;
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: {top: margin, bottom: margin, left: margin, right: margin},
      pdfVersion: '1.7',
      subset: 'PDF/UA' as 'PDF/A-1',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: true,
      autoFirstPage,
      font: undefined as unknown as string,
      info: {Title, Author, ...(Subject === undefined ? {} : {Subject}), Creator: 'Alongside'},
    });
    this.ended = new Promise((resolve, reject) => this.pdf.on('end', resolve).on('error', reject));
    this.pdf.on('data', (part: Buffer) => this.parts.push(part));
    this.pdf.registerFont('plain', pdfFonts().plain).registerFont('bold', pdfFonts().bold);
  }

  /** At the foot of a page, counted from nought; marked as no part of what is read. */
  footer(page: number, words: string): void {
    const {pdf} = this;
    const {margin} = this.about;
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', {type: 'Pagination', attached: ['Bottom']});
    pdf.font('plain').fontSize(FOOTER_SIZE).fillColor('#505a5f');
    pdf.text(words, margin, pdf.page.height - margin + FOOTER_SIZE * 2, {lineBreak: false});
    pdf.endMarkedContent();
    pdf.page.margins.bottom = margin;
  }

  async finish(): Promise<Buffer> {
    this.pdf.end();
    await this.ended;
    return Buffer.concat(this.parts);
  }
}
