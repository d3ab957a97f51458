import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The two looks at rows. */
export type ResultTab = 'table' | 'chart';

const names: Readonly<Record<ResultTab, string>> = { table: 'Table', chart: 'Chart' };

/** The tabs over the rows; arrows, Home and End change between them, as in every list of tabs. */
export function tabList(active: ResultTab, choose: (tab: ResultTab) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const target: ResultTab | undefined = ['ArrowRight', 'End'].includes(event.key)
      ? 'chart'
      : ['ArrowLeft', 'Home'].includes(event.key)
        ? 'table'
        : undefined;
    if (target === undefined) return;
    event.preventDefault();
    choose(target);
    const list = event.currentTarget as HTMLElement;
    list.querySelector<HTMLElement>(`[data-tab="${target}"]`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Rows" @keydown=${onKey}>
    ${(['table', 'chart'] as const).map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          data-tab=${tab}
          aria-selected=${tab === active}
          tabindex=${tab === active ? 0 : -1}
          @click=${() => choose(tab)}
        >
          ${names[tab]}
        </button>`,
    )}
  </div>`;
}
