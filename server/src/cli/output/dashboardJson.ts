import type { DashboardPanel } from '../../protocol/dashboard.ts';
import type { ResultColumn, ResultValue } from '../../protocol/engine.ts';

/** A panel as the contract of the command line writes it. */
export interface JsonPanel {
  readonly id: string;
  readonly title: string;
  readonly visualization: string;
  readonly columns: readonly ResultColumn[];
  readonly error: string | null;
}

/** What a panel is, before its rows are known. */
export function jsonPanel(
  { id, title, visualization }: DashboardPanel,
  answer: { readonly columns?: readonly ResultColumn[]; readonly error?: string },
): JsonPanel {
  const columns = (answer.columns ?? []).map(({ name, type }) => ({ name, type }));
  return { id, title, visualization: visualization.kind, columns, error: answer.error ?? null };
}

/** One document, written piece by piece: a panel, its rows and the next panel. A row per line. */
export function dashboardJsonWriter(): {
  begin(dashboard: string, title: string): string;
  panel(panel: JsonPanel): string;
  rows(rows: readonly (readonly ResultValue[])[]): string;
  endPanel(panel: JsonPanel): string;
  end(): string;
} {
  let panels = 0;
  let written = 0;
  return {
    begin: (dashboard, title) =>
      `{"dashboard":${JSON.stringify(dashboard)},"title":${JSON.stringify(title)},"panels":[`,
    panel: ({ id, title, visualization, columns }) => {
      written = 0;
      const start = panels++ === 0 ? '\n' : ',\n';
      const about = { id, title, visualization, columns };
      return `${start}${JSON.stringify(about).slice(0, -1)},"rows":[`;
    },
    rows: (rows) => rows.map((row) => `${written++ === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
    endPanel: ({ error }) => `${written === 0 ? '' : '\n'}],"error":${JSON.stringify(error)}}`,
    end: () => `${panels === 0 ? '' : '\n'}]}\n`,
  };
}
