import type {CDPSession} from 'playwright-core';

const WORLD = 'beside';

/** A world of its own beside the page's scripts: it reads the same page, and they cannot see each other. */
export class BesidePage {
  constructor(private readonly session: CDPSession) {}

  /** @param script stands in that world of every page that comes from now on */
  async open(script: string): Promise<void> {
    await this.session.send('Page.enable');
    await this.session.send('Page.addScriptToEvaluateOnNewDocument', {source: script, worldName: WORLD});
  }

  /** Evaluates an expression there, in one way to the browser and back once the page's world is known. */
  async evaluate<T>(expression: string): Promise<T> {
    const {frameTree} = await this.session.send('Page.getFrameTree');
    const world = {frameId: frameTree.frame.id, worldName: WORLD};
    const {executionContextId: contextId} = await this.session.send('Page.createIsolatedWorld', world);
    const asked = {expression, contextId, awaitPromise: true, returnByValue: true};
    const {result, exceptionDetails} = await this.session.send('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
}
