/// <reference lib="dom" />
import type {Locator, Page as BrowserPage} from 'playwright-core';
import {focused, type Focused} from './focus.js';

/** How somebody works a page. */
export interface Hands {
  press(target: Locator): Promise<void>;
  fill(target: Locator, value: string): Promise<void>;
  choose(target: Locator): Promise<void>;
}

/** With a pointer, or by voice or touch: it goes straight to what it names. */
export const pointer: Hands = {
  press: (target) => target.click(),
  fill: (target, value) => target.fill(value),
  choose: (target) => target.check(),
};

const MOST_STEPS = 200;

/** With nothing but keys: everything has to be reached first, and where one is has to be seen all the way. */
export class Keyboard implements Hands {
  constructor(private readonly page: BrowserPage) {}

  async press(target: Locator): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('Enter');
  }

  async fill(target: Locator, value: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press('ControlOrMeta+A');
    if (value) await this.page.keyboard.type(value);
    else await this.page.keyboard.press('Delete');
  }

  /** Tab comes to a group of radio buttons once; the arrows go on within it, and choose. */
  async choose(target: Locator): Promise<void> {
    await this.reach(target);
    for (let step = 0; !(await target.evaluate(hasFocus)); step += 1) {
      if (step > MOST_STEPS) throw new Error('The arrow keys never came to the choice');
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await target.isChecked())) await this.page.keyboard.press('Space');
  }

  /** Moves on with the Tab key and says where it is; fails when the focus cannot be seen. */
  async tab(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> {
    await this.page.keyboard.press(key);
    const now = await this.page.evaluate(focused);
    if (now.problems.length) throw new Error(`Focus on «${now.name}»: ${now.problems.join('; ')}`);
    return now;
  }

  private async reach(target: Locator): Promise<void> {
    const passed: string[] = [];
    while (!(await target.evaluate(hasFocusOrGroup))) {
      passed.push((await this.tab()).name);
      if (passed.length > MOST_STEPS) throw new Error(`Tab never came there, only to: ${passed.join(' | ')}`);
    }
  }
}

function hasFocus(element: Element): boolean {
  return document.activeElement === element;
}

function hasFocusOrGroup(element: Element): boolean {
  const now = document.activeElement;
  if (now === element) return true;
  return (
    now instanceof HTMLInputElement &&
    element instanceof HTMLInputElement &&
    now.type === 'radio' &&
    element.type === 'radio' &&
    now.name === element.name &&
    now.form === element.form
  );
}
