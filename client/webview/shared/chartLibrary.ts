/** Charts are a script of their own beside that of the view: it is seven times as large, and the view need not wait for it. */

/** Known only while the script of the view runs for the first time. */
const ownScript = document.currentScript;
const elementName = 'sesq-chart';

let isAsked = false;

/** Loads the script of the charts unless it was asked for before; chart elements of the page come to life with it. */
export function loadCharts(): void {
  if (isAsked || customElements.get(elementName) !== undefined || !(ownScript instanceof HTMLScriptElement)) return;
  isAsked = true;
  const script = document.createElement('script');
  script.src = new URL('charts.js', ownScript.src).href;
  // The policy of the page lets in what the view vouches for.
  script.nonce = ownScript.nonce;
  document.head.append(script);
}

/** Resolves once charts can be asked for their pictures. */
export async function chartsLoaded(): Promise<void> {
  loadCharts();
  await customElements.whenDefined(elementName);
}
