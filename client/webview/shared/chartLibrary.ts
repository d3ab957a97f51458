/** Charts are a script of their own beside that of the view: it is seven times as large, and the view need not wait for it. */

/** Known only while the script of the view runs for the first time. */
const ownScript = document.currentScript;
const elementName = 'sesq-chart';

/** What stands in the place of a chart while there is no script to draw it. */
export const chartsMissing =
  'The chart cannot be drawn: a part of this view could not be loaded. Look at the table, or close the view and open it again.';

let loading: Promise<void> | undefined;

/**
 * Loads the script of the charts unless that was done before; chart elements of the page come to life with it. Rejects
 * when it cannot be loaded: asking again tries again.
 */
export function loadCharts(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function load(): Promise<void> {
  return new Promise((resolve, reject) => {
    const isThere = (): boolean => customElements.get(elementName) !== undefined;
    if (isThere()) return resolve();
    if (!(ownScript instanceof HTMLScriptElement)) return reject(new Error('The view is no script of its own'));
    const script = document.createElement('script');
    const ended = (): void => {
      if (isThere()) return resolve();
      script.remove();
      reject(new Error('The script of the charts was not loaded'));
    };
    // One that ended in an error has been loaded too.
    script.addEventListener('load', ended);
    script.addEventListener('error', ended);
    script.src = new URL('charts.js', ownScript.src).href;
    // The policy of the page lets in what the view vouches for.
    script.nonce = ownScript.nonce;
    document.head.append(script);
  });
}
