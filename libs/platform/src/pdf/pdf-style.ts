/** An element of the structure that assistive technology reads. */
export type Structure = PDFKit.PDFStructureElement;

export const INK = '#0b0c0c';
