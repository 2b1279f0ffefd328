import nunjucks from 'nunjucks';
import {t} from '../../words/t.js';

/** A visit as its link says it. */
interface Linked {
  path: string;
  time: string;
  who: string;
  state: string;
}

/**
 * The visits of one day of a month: when, and who. A month has hundreds of them, and a template's loop takes ten times
 * as long for each as this does.
 * @param on the day in words, for whoever hears a visit's link alone
 */
export function visitLinks({visits, on}: {visits: readonly Linked[]; on: string}): nunjucks.runtime.SafeString {
  const [day, waiting] = [escaped(on), escaped(t('Not answered yet'))];
  const items = visits.map(({path, time, who, state}) => {
    const words = `<span class="app-calendar__time">${escaped(time)}</span> ${escaped(who)}`;
    const note = state === 'requested' ? ` <span class="app-calendar__note">${waiting}</span>` : '';
    return `<li><a class="govuk-link" href="${escaped(path)}">${words}<span class="govuk-visually-hidden"> ${day}</span></a>${note}</li>`;
  });
  return new nunjucks.runtime.SafeString(items.join('\n'));
}

const SIGNS: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

const escaped = (words: string) => words.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
