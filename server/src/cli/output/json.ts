import type { QueryStats } from '../../protocol/engine.ts';
import type { Diagnostic, LineIndex, TextRange } from '../../language/index.ts';
import type { RowWriter } from './rowWriter.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

/** A finding in JSON output; lines and characters (UTF-16) count from zero. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly range: JsonRange;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly range: JsonRange; readonly newText: string }[];
  }[];
}

/** A finding with its offsets turned into lines and characters. */
export function toJsonDiagnostic(diagnostic: Diagnostic, lines: LineIndex): JsonDiagnostic {
  const { code, severity, message } = diagnostic;
  return {
    code,
    severity,
    message,
    range: toJsonRange(diagnostic.range, lines),
    fixes: diagnostic.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ range, newText }) => ({ range: toJsonRange(range, lines), newText })),
    })),
  };
}

function toJsonRange({ start, end }: TextRange, lines: LineIndex): JsonRange {
  const position = (offset: number): Position => {
    const { line, character } = lines.positionAt(offset);
    return { line, character };
  };
  return { start: position(start), end: position(end) };
}

/** One document: `{"columns":[…],"rows":[…],"stats":{…},"diagnostics":[…]}`, a row per line. */
export function jsonWriter(): RowWriter {
  let written = 0;
  return {
    begin: (columns) => `{"columns":${JSON.stringify(columns.map(({ name, type }) => ({ name, type })))},\n"rows":[`,
    rows: (rows) => rows.map((row) => `${written++ === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
    end: ({ stats, diagnostics }) =>
      `${written === 0 ? '' : '\n'}],\n"stats":${statsJson(stats)},\n"diagnostics":${JSON.stringify(diagnostics)}}\n`,
  };
}

/** Figures that are not known are null, so that every key is always there. */
function statsJson(stats: QueryStats): string {
  return JSON.stringify({
    messagesMatched: stats.messagesMatched ?? null,
    messagesTotal: stats.messagesTotal ?? null,
    rows: stats.rows,
    elapsed: stats.elapsed,
    loading: stats.loading,
    range: stats.range ?? null,
    now: stats.now ?? null,
  });
}
