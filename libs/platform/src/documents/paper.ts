/** A document that leaves the service: the same content as HTML and as a tagged PDF. */
export interface Paper {
  title: string;
  /** Below the title: whose it is and of when. */
  subtitle: string;
  /** Who made it, for the file's properties. */
  author: string;
  sections: PaperSection[];
}

export interface PaperSection {
  heading: string;
  blocks: PaperBlock[];
}

/** Widths of a table's columns are shares of the line; the same for each when left out. */
export type PaperBlock =
  | {kind: 'text'; text: string}
  | {kind: 'facts'; facts: [label: string, value: string][]}
  | {kind: 'list'; items: string[]}
  | {kind: 'table'; caption: string; head: string[]; rows: string[][]; widths?: number[]}
  | {kind: 'bars'; caption: string; head: string[]; rows: BarRow[]; widths?: number[]};

/** A row of a table that is drawn as well: its bar is as long as `share`, from nought to one. */
export interface BarRow {
  cells: string[];
  share: number;
}
