import type { Diagnostic, LineIndex, Severity, TextRange } from '../../language/index.ts';
import type { QueryText } from '../input/queryText.ts';
import type { Colour, Paint } from './colour.ts';
import { visible } from './visible.ts';

const severityColours: Readonly<Record<Severity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'cyan',
};

const marginBefore = 60;
const maxLineWidth = 160;

/**
 * A finding for people: `file:line:column severity message [code]`, the line with a mark under the place,
 * and what would mend it.
 */
export function diagnosticText(diagnostic: Diagnostic, source: QueryText, lines: LineIndex, paint: Paint): string {
  const { line, character } = lines.positionAt(diagnostic.range.start);
  const place = `${source.name}:${String(line + 1)}:${String(character + 1)}`;
  const severity = paint(severityColours[diagnostic.severity], diagnostic.severity);
  const head = `${paint('bold', place)} ${severity} ${diagnostic.message} ${paint('dim', `[${diagnostic.code}]`)}`;
  const [shown, mark] = underlined(source.text, diagnostic.range, character);
  const fixes = diagnostic.fixes.map(({ title }) => `  ${paint('cyan', 'fix:')} ${title}`);
  return [head, `  ${shown}`, `  ${paint(severityColours[diagnostic.severity], mark)}`, ...fixes, ''].join('\n');
}

/** The line a range starts on and the carets below it; long lines are cut to the part around the place. */
function underlined(text: string, range: TextRange, character: number): readonly [line: string, mark: string] {
  const lineStart = range.start - character;
  const rest = text.slice(lineStart);
  const length = /[\r\n]|$/.exec(rest)?.index ?? rest.length;
  const from = character > maxLineWidth - marginBefore ? character - marginBefore : 0;
  const to = Math.min(length, from + maxLineWidth);
  const line = `${from > 0 ? '…' : ''}${visibleLine(rest.slice(from, to))}${to < length ? '…' : ''}`;
  const before = (from > 0 ? ' ' : '') + blanks(rest.slice(from, character));
  const marked = rest.slice(character, Math.min(to, range.end - lineStart));
  return [line, before + '^'.repeat(Math.max(1, [...marked].length))];
}

function visibleLine(text: string): string {
  return text.split('\t').map(visible).join('\t');
}

/** As wide as the text: tabs stay tabs, a pair of surrogates is one sign. */
function blanks(text: string): string {
  return [...text].map((sign) => (sign === '\t' ? '\t' : ' ')).join('');
}
