/** The parts of nunjucks' parser and its nodes that a tag of our own needs; its types leave them out. */
export interface Token {
  value: string;
  lineno: number;
  colno: number;
}

export interface TemplateNode {
  typename: string;
  lineno: number;
  colno: number;
  children?: TemplateNode[];
  /** Of a literal, a symbol, template text. */
  value?: unknown;
  /** Of `listing.name`: `listing` and the literal `name`. */
  target?: TemplateNode;
  val?: TemplateNode;
  /** Of a filter or a call: its arguments. */
  args?: TemplateNode;
  key?: TemplateNode;
  /** Of `a or b`. */
  left?: TemplateNode;
}

export interface TemplateParser {
  nextToken(): Token;
  parseSignature(tolerant: boolean | null, noParens: boolean): TemplateNode;
  advanceAfterBlockEnd(name?: string): void;
  parseUntilBlocks(...names: string[]): TemplateNode;
  fail(message: string, lineno?: number, colno?: number): never;
}

type NodeOf = new (
  lineno: number,
  colno: number,
  ...rest: unknown[]
) => TemplateNode & {
  addChild(child: TemplateNode): void;
};

export interface NodeKinds {
  NodeList: NodeOf;
  Literal: NodeOf;
  CallExtension: new (extension: object, run: string, args: TemplateNode, content: null) => TemplateNode;
}
