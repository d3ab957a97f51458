import type { TextRange } from '../syntax/range.ts';

/** Something that may be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: 'operator' | 'function' | 'aggregate' | 'keyword' | 'field' | 'path' | 'value';
  /** A few words shown beside the label. */
  readonly detail: string;
  /** Markdown of our own; never text from a log. */
  readonly documentation: string;
  /** What it replaces. */
  readonly range: TextRange;
  readonly insertText: string;
  /** True when `insertText` holds LSP tab stops. */
  readonly isSnippet: boolean;
  /** Smaller comes first. */
  readonly sortText: string;
}

type Basics = Pick<Completion, 'label' | 'kind' | 'range'>;

/** Fills in what a plain completion leaves out; `group` (0 to 9) puts kinds in order. */
export function completion(basics: Basics, group: number, extra: Partial<Completion> = {}): Completion {
  return {
    detail: '',
    documentation: '',
    insertText: basics.label,
    isSnippet: false,
    sortText: `${group}${basics.label.toLowerCase()}`,
    ...basics,
    ...extra,
  };
}
