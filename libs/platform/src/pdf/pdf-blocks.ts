import type {PaperBlock} from '../documents/paper.js';
import {INK, type Structure} from './pdf-style.js';
import {drawTable} from './pdf-table.js';

type Document = PDFKit.PDFDocument;

const SIZE = {title: 20, heading: 14, text: 10};
const GAP = 8;
/** A heading is not left alone at the end of a page. */
const HEADING_ROOM = 90;

/** Draws the paper's parts one below the other, each inside the structure element that says what it is. */
export class PdfBlocks {
  private readonly root: Structure;

  /** @param scale of every size of type */
  constructor(
    private readonly document: Document,
    private readonly scale = 1,
  ) {
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  title(title: string, subtitle: string): void {
    this.text(this.root, 'H1', title, 'bold', SIZE.title);
    this.text(this.root, 'P', subtitle, 'plain', SIZE.text);
  }

  section(heading: string, blocks: readonly PaperBlock[]): void {
    const section = this.add(this.root, 'Sect');
    this.document.y += GAP;
    if (this.document.y > this.bottom - HEADING_ROOM * this.scale) this.document.addPage();
    this.document.outline.addItem(heading);
    this.text(section, 'H2', heading, 'bold', SIZE.heading);
    for (const block of blocks) this.block(section, block);
    section.end();
  }

  end(): void {
    this.root.end();
  }

  private block(section: Structure, block: PaperBlock): void {
    switch (block.kind) {
      case 'text':
        return this.text(section, 'P', block.text);
      case 'list':
        return this.list(section, block.items);
      case 'facts': {
        const rows = block.facts.map(([label, value]) => [label, value]);
        return this.table(section, {head: [], rows, widths: [1, 3]});
      }
      case 'bars':
        this.text(section, 'P', block.caption, 'bold');
        return this.table(section, {
          head: block.head,
          rows: block.rows.map(({cells}) => cells),
          widths: block.widths ?? block.head.map(() => 1),
          bars: block.rows.map(({share}) => share),
        });
      case 'table':
        this.text(section, 'P', block.caption, 'bold');
        return this.table(section, {
          head: block.head,
          rows: block.rows,
          widths: block.widths ?? block.head.map(() => 1),
        });
    }
  }

  private table(section: Structure, table: Parameters<typeof drawTable>[2]): void {
    drawTable(this.document, this.add(section, 'Table'), table, this.scale);
    this.document.y += GAP;
  }

  private list(section: Structure, items: readonly string[]): void {
    const list = this.add(section, 'L');
    for (const item of items) {
      const entry = this.add(list, 'LI');
      this.text(this.add(entry, 'LBody'), 'P', `• ${item}`);
      entry.end();
    }
    list.end();
  }

  private text(into: Structure, type: string, text: string, font = 'plain', size = SIZE.text): void {
    this.add(into, type, () => {
      const {left} = this.document.page.margins;
      this.document
        .font(font)
        .fontSize(size * this.scale)
        .fillColor(INK)
        .text(text || ' ', left, this.document.y);
    }).end();
    this.document.y += GAP;
  }

  private add(parent: Structure, type: string, draw?: () => void): Structure {
    const element = this.document.struct(type, {}, draw ? [draw] : undefined);
    parent.add(element);
    return element;
  }

  private get bottom(): number {
    return this.document.page.height - this.document.page.margins.bottom;
  }
}
