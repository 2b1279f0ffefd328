import {importPostcodes} from '@app/geography';
import {withEnvironment, type Outcome} from './command.js';

/** Takes in postcodes as their publishers ship them; run again after an interruption it goes on where it was. */
export function importPostcodeFiles(files: string[]): Promise<Outcome> {
  return withEnvironment({search: false}, async (environment) => {
    const terminal = process.stderr.isTTY;
    const summary = await importPostcodes(environment.ownerUrl, files, {
      onProgress: ({file, rows, filesDone, totalFiles}) => {
        const line = `${filesDone}/${totalFiles} files, ${rows.toLocaleString('en-GB')} postcodes (${file})`;
        process.stderr.write(terminal ? `\r\u001b[K${line}` : '');
      },
    });
    if (terminal) process.stderr.write('\n');
    const {edition, rows, outcodes, seconds} = summary;
    const line = `${edition}: ${rows.toLocaleString('en-GB')} postcodes, ${outcodes.toLocaleString('en-GB')} outward codes, ${seconds.toFixed(1)} s`;
    return {ok: true, lines: [line], data: summary};
  });
}
