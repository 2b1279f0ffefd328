/// <reference lib="dom" />
import type {Page as BrowserPage} from 'playwright-core';
import {AlreadyRead, skeletons} from './already-read.js';
import {axeViolations} from './axe.js';
import type {BesidePage} from './beside-page.js';

const TITLE = /^(?<error>Error: )?\S.* – Alongside – \S.*$/;
/** The width at which text of a 1280 pixel window stands when it is enlarged to 400%. */
const NARROW = 320;

/** What holds for every page that a test comes to: WCAG 2.2 AA as far as axe knows it, title, heading, reflow. */
export class PageChecks {
  private readonly read = new AlreadyRead();

  async problems(
    page: BrowserPage,
    beside: BesidePage,
    status: number,
    {javaScript, width}: {javaScript: boolean; width: number},
  ): Promise<string[]> {
    const outline = await beside.evaluate<Outline>(`(${outlineOf.toString()})()`);
    const problems = [...titleAndHeading(outline, status), ...(await reflow(page))];
    const mode = JSON.stringify([javaScript, width, status]);
    const parts = skeletons(outline.html).map((part) => mode + part);
    if (parts.every((part) => this.read.has(part))) return problems;
    const violations = await axeViolations(beside);
    if (violations.length === 0) parts.forEach((part) => this.read.add(part));
    return [...problems, ...violations];
  }
}

interface Outline {
  title: string;
  headings: string[];
  summary: boolean;
  html: string;
}

/** Runs in the browser. */
function outlineOf(): Outline {
  return {
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText.trim()),
    summary: document.querySelector('.govuk-error-summary') !== null,
    html: document.documentElement.outerHTML,
  };
}

function titleAndHeading({title, headings, summary}: Outline, status: number): string[] {
  const match = TITLE.exec(title);
  const isError = status >= 400 || summary;
  return [
    ...(match ? [] : [`title: «${title}» is not «page – Alongside – council»`]),
    ...(match && isError !== Boolean(match.groups?.error)
      ? [`title: «${title}» should ${isError ? '' : 'not '}begin with «Error: »`]
      : []),
    ...(headings.length === 1 && headings[0] ? [] : [`h1: there should be one, there are ${JSON.stringify(headings)}`]),
  ];
}

async function reflow(page: BrowserPage): Promise<string[]> {
  const before = page.viewportSize();
  if (before && before.width !== NARROW) await page.setViewportSize({width: NARROW, height: before.height});
  const {total, wide} = await page.evaluate((width) => {
    const reach = (element: Element) => {
      const box = element.getBoundingClientRect();
      return Math.max(box.right, box.left + element.scrollWidth);
    };
    const elements = [...document.querySelectorAll('body *')].filter((element) => reach(element) > width + 0.5);
    return {
      total: document.scrollingElement?.scrollWidth ?? 0,
      wide: elements.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`),
    };
  }, NARROW);
  if (before && before.width !== NARROW) await page.setViewportSize(before);
  // The last ones are the innermost.
  return total > NARROW ? [`reflow: ${total} pixels wide at ${NARROW}: ${wide.slice(-5).join(', ')}`] : [];
}
