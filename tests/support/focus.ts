/// <reference lib="dom" />
export interface Focused {
  /** The accessible name, near enough: label, text or value. */
  name: string;
  tag: string;
  problems: string[];
}

/** Runs inside the page: what has the focus, and whether a person can see that it has (WCAG 2.4.7 and 2.4.11). */
export function focused(): Focused {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return {name: '', tag: 'body', problems: []};

  const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
  const name = element.getAttribute('aria-label') ?? labels?.[0]?.innerText ?? element.innerText;
  const look = () => {
    const {outline, boxShadow, backgroundColor, borderColor, color} = getComputedStyle(element);
    return [outline, boxShadow, backgroundColor, borderColor, color].join(' ');
  };
  const withFocus = look();
  element.blur();
  const withoutFocus = look();
  element.focus({preventScroll: true});

  const box = element.getClientRects()[0];
  const problems: string[] = [];
  if (withFocus === withoutFocus) problems.push('looks the same as without focus');
  if (!box || box.width === 0 || box.height === 0) problems.push('has no size');
  else {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top) problems.push('is outside the window');
    else if (!element.contains(top) && !top.contains(element)) problems.push(`is covered by ${top.tagName}`);
  }
  return {name: name.replace(/\s+/g, ' ').trim(), tag: element.tagName.toLowerCase(), problems};
}
