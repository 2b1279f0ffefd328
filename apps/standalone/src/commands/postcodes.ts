import {importPostcodes} from '@app/geography';
import {withEnvironment, type Outcome} from './command.js';
import {grouped, Progress} from './progress.js';

/** Takes in postcodes as their publishers ship them; run again after an interruption it goes on where it was. */
export function importPostcodeFiles(files: string[]): Promise<Outcome> {
  return withEnvironment({search: false}, async (environment) => {
    const progress = new Progress();
    const summary = await importPostcodes(environment.ownerUrl, files, {
      onProgress: ({file, rows, filesDone, totalFiles}) => {
        progress.show(`${filesDone}/${totalFiles} files, ${grouped(rows)} postcodes (${file})`);
      },
    });
    progress.end();
    const {edition, rows, outcodes, seconds} = summary;
    const line = `${edition}: ${grouped(rows)} postcodes, ${grouped(outcodes)} outward codes, ${seconds.toFixed(1)} s`;
    return {ok: true, lines: [line], data: summary};
  });
}
