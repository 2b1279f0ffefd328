import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

/** DejaVu has the letters of nearly every name; the fonts that every reader has do not. Read once. */
export const pdfFonts = (() => {
  let read: {plain: Buffer; bold: Buffer} | null = null;
  return () => {
    const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
    const font = (name: string) => readFileSync(join(folder, `${name}.ttf`));
    return (read ??= {plain: font('DejaVuSans'), bold: font('DejaVuSans-Bold')});
  };
})();
