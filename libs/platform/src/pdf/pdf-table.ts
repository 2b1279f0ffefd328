import {INK, type Structure} from './pdf-style.js';

type Document = PDFKit.PDFDocument;

const SIZE = 9;
/** In large print a table is as large as the text beside it. */
const LARGE = 10;
const PADDING = 4;
const LINE = '#b1b4b6';

export interface PdfTable {
  /** None for facts: each row then has its own header only. */
  head: readonly string[];
  /** The first cell of each is the row's header. */
  rows: readonly (readonly string[])[];
  /** In shares of the line. */
  widths: readonly number[];
  /** Of each row how long its bar is, from nought to one: drawn to the right of the last column. */
  bars?: readonly number[];
}

/** As much of the line as the bars of a drawn table have. */
const BARS = 0.45;
const BAR_HEIGHT = 8;
const BAR_COLOUR = '#0b5a5c';

/** Rows that stay whole on a page; the head comes again on each page, for the eye alone after the first. */
export function drawTable(document: Document, table: Structure, {head, rows, widths, bars}: PdfTable, scale = 1): void {
  const size = scale === 1 ? SIZE : LARGE * scale;
  const {left, right, bottom} = document.page.margins;
  const wide = document.page.width - left - right;
  const share = (wide * (bars ? 1 - BARS : 1)) / widths.reduce((sum, each) => sum + each, 0);
  const columns = widths.map((each) => each * share);
  const end = document.page.height - bottom;
  const row = (cells: readonly string[], types: readonly Cell[]) => {
    const height = heightOf(document, cells, types, columns, size);
    if (document.y + height > end) {
      document.addPage();
      if (head.length && types[1] === 'TD') repeat(document, head, columns, size);
    }
    const element = document.struct('TR');
    table.add(element);
    draw(document, cells, types, columns, {height, size}, (type, scope, paint) =>
      element.add(document.struct(type, {scope} as object, [paint])),
    );
    element.end();
  };
  if (head.length)
    row(
      head,
      head.map((): Cell => 'column'),
    );
  rows.forEach((cells, place) => {
    row(
      cells,
      cells.map((_, index): Cell => (index === 0 ? 'row' : 'TD')),
    );
    if (bars) drawBar(document, {x: left + wide * (1 - BARS), width: wide * BARS * (bars[place] ?? 0)}, size);
  });
  table.end();
}

type Cell = 'column' | 'row' | 'TD';
type Paint = (type: 'TH' | 'TD', scope: 'Column' | 'Row' | undefined, paint: () => void) => void;

function draw(
  document: Document,
  cells: readonly string[],
  types: readonly Cell[],
  columns: readonly number[],
  {height, size}: {height: number; size: number},
  paint: Paint,
): void {
  const top = document.y;
  let x = document.page.margins.left;
  cells.forEach((text, index) => {
    const [at, width, type] = [x, columns[index] ?? 0, types[index] ?? 'TD'];
    const scope = type === 'TD' ? undefined : type === 'column' ? 'Column' : 'Row';
    paint(scope ? 'TH' : 'TD', scope, () => {
      document
        .font(scope ? 'bold' : 'plain')
        .fontSize(size)
        .fillColor(INK);
      document.text(text || ' ', at, top + PADDING, {width: width - PADDING});
    });
    x += width;
  });
  document.markContent('Artifact');
  document
    .moveTo(document.page.margins.left, top + height)
    .lineTo(x, top + height)
    .lineWidth(0.5)
    .stroke(LINE);
  document.endMarkedContent();
  document.y = top + height;
}

/** Beside the row that was just drawn; the numbers in it say the same, so it is no part of what is read. */
function drawBar(document: Document, {x, width}: {x: number; width: number}, size: number): void {
  if (width <= 0) return;
  const height = (BAR_HEIGHT * size) / SIZE;
  document.markContent('Artifact');
  document.rect(x, document.y - height - PADDING, width, height).fill(BAR_COLOUR);
  document.endMarkedContent();
}

function repeat(document: Document, head: readonly string[], columns: readonly number[], size: number): void {
  const types = head.map((): Cell => 'column');
  const height = heightOf(document, head, types, columns, size);
  draw(document, head, types, columns, {height, size}, (_type, _scope, paint) => {
    document.markContent('Artifact');
    paint();
    document.endMarkedContent();
  });
}

function heightOf(
  document: Document,
  cells: readonly string[],
  types: readonly Cell[],
  columns: readonly number[],
  size: number,
): number {
  const heights = cells.map((text, index) => {
    document.font(types[index] === 'TD' ? 'plain' : 'bold').fontSize(size);
    return document.heightOfString(text || ' ', {width: (columns[index] ?? 0) - PADDING});
  });
  return Math.max(...heights) + 2 * PADDING;
}
