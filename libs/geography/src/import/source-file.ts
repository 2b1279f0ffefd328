/** One CSV file of an edition, wherever it lies. */
export interface SourceFile {
  /** For people: `ng.csv`, or `codepo_gb.zip: Data/CSV/ng.csv`. */
  name: string;
  /** Differs when the contents do, as far as can be told without reading them. */
  mark: string;
  modified: Date;
  /**
   * Its bytes from an offset on, uncompressed.
   * @throws DomainError when the file is damaged
   */
  read(from: number): AsyncIterable<Buffer>;
}

/** What was given on the command line, opened. */
export interface Source {
  files: SourceFile[];
  /** What the publisher says of the edition (Doc/metadata.txt), where it comes along. */
  metadata: string | null;
  close(): void;
}
