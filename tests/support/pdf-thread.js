/** Reads one PDF in a thread of its own and says what stands in it: see pdf.ts. */
import {parentPort, workerData} from 'node:worker_threads';
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs';

const document = await getDocument({data: workerData, verbosity: 0}).promise;
const pages = [];
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number);
  const {items} = await page.getTextContent();
  pages.push({
    words: items.map(({str = '', height, transform}) => ({text: str, height, transform})),
    structure: await page.getStructTree(),
  });
}
parentPort.postMessage({
  pages,
  info: (await document.getMetadata()).info,
  marked: (await document.getMarkInfo())?.Marked === true,
  bookmarks: ((await document.getOutline()) ?? []).map(({title}) => title),
});
