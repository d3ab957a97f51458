import type { VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { ResultSort } from '../../../server/src/protocol/engine.ts';
import { kindNames } from '../shared/charts/suggest.ts';
import type { ResultTab } from './tabs.ts';

/** What the view remembers while it is hidden. */
export interface KeptView {
  readonly resultId: string;
  readonly sort: ResultSort | undefined;
  /** The look that was chosen, and the kind of chart; left out when neither was. */
  readonly tab?: ResultTab;
  readonly kind?: VisualizationKind;
}

/** Reads what was kept; undefined when it is of another form, such as one written by an older version. */
export function readKept(value: unknown): KeptView | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { resultId, sort } = value as Readonly<Record<string, unknown>>;
  if (typeof resultId !== 'string') return undefined;
  return { resultId, sort: readSort(sort), ...readLook(value as Readonly<Record<string, unknown>>) };
}

function readLook({ tab, kind }: Readonly<Record<string, unknown>>): Pick<KeptView, 'tab' | 'kind'> {
  return {
    ...(tab === 'table' || tab === 'chart' ? { tab } : {}),
    ...(typeof kind === 'string' && Object.hasOwn(kindNames, kind) ? { kind: kind as VisualizationKind } : {}),
  };
}

function readSort(sort: unknown): ResultSort | undefined {
  if (typeof sort !== 'object' || sort === null) return undefined;
  const { column, descending } = sort as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(column) || typeof descending !== 'boolean') return undefined;
  return { column: Number(column), descending };
}
