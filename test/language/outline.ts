import {
  LineIndex,
  regexSource,
  type Diagnostic,
  type Query,
  type SesqDocument,
  type StringLiteral,
} from '../../server/src/language/index.ts';
import { afterFix } from './support.ts';

/** Names a node has for what it is, not for what it holds. */
const structural = new Set(['kind', 'range', 'keywordRange', 'nameRange', 'valueRange', 'operatorRange', 'scopeRange']);

type Node = Readonly<Record<string, unknown>>;

/** Nodes that are written in a form of their own; everything else is `(kind key=value …)`. */
const forms: Readonly<Record<string, (node: Node) => string>> = {
  field: ({ name }) => (/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(String(name)) ? String(name) : `%${JSON.stringify(name)}`),
  string: ({ value }) => JSON.stringify(value),
  number: ({ value, written }) => (Number.isNaN(value) ? String(written) : String(value)),
  duration: ({ milliseconds }) => (Number.isNaN(milliseconds) ? 'variable' : `${String(milliseconds)}ms`),
  boolean: ({ value }) => String(value),
  null: () => 'null',
  regex: ({ written, flags }) => `/${String(written)}/${String(flags)}`,
  template: ({ name }) => `{{${String(name)}}}`,
  direction: ({ value }) => String(value),
  binary: ({ operator, left, right }) => `(${String(operator)} ${show(left)} ${show(right)})`,
  unary: ({ operator, operand }) => `(${String(operator)} ${show(operand)})`,
  in: ({ operand, options, negated }) => `(${negated === true ? 'not-in' : 'in'} ${show(operand)} ${show(options)})`,
  matches: ({ operand, pattern, negated }) =>
    `(${negated === true ? 'not-matches' : 'matches'} ${show(operand)} ${show(pattern)})`,
  call: ({ name, args }) => `${String(name)}${show(args)}`,
  ternary: ({ condition, then, otherwise }) => `(? ${show(condition)} ${show(then)} ${show(otherwise)})`,
  templated: ({ operand, template }) => `(templated ${show(operand)} ${show(template)})`,
  aggregate: ({ name, args, alias }) =>
    `${String(name)}${show(args)}${alias === undefined ? '' : ` as ${show(alias)}`}`,
  parseRegex: ({ patterns, ...rest }) =>
    show({ ...rest, kind: 'parseRegex ', patterns: (patterns as readonly StringLiteral[]).map(regexText) }),
  keyword: ({ text }) => String(text),
  phrase: ({ text }) => show(text),
  fieldTerm: ({ field, value, quoted }) => `${show(field)}=${quoted === true ? JSON.stringify(value) : String(value)}`,
  everything: () => '*',
  macro: ({ text }) => `\`${String(text)}\``,
  scopeNot: ({ operand }) => `(not ${show(operand)})`,
  scopeAnd: ({ operands }) => `(and ${list(operands)})`,
  scopeOr: ({ operands }) => `(or ${list(operands)})`,
};

/** Regular expressions are read from the text as written. */
function regexText(text: StringLiteral): string {
  return `/${regexSource(text)}/`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(show).join(' ') : '';
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${list(value)}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const node = value as Node;
  const kind = typeof node['kind'] === 'string' ? node['kind'] : '';
  const form = forms[kind];
  if (form !== undefined) return form(node);
  const parts = Object.entries(node).flatMap(([key, part]) =>
    structural.has(key) || part === undefined || part === false || (Array.isArray(part) && part.length === 0)
      ? []
      : [part === true ? key : `${key}=${show(part)}`],
  );
  return `(${[kind.trim(), ...parts].filter((part) => part !== '').join(' ')})`;
}

function queryLines({ scope, stages }: Query): readonly string[] {
  return [`scope ${scope === undefined ? 'none' : show(scope)}`, ...stages.map(show)];
}

/** The tree of a text in lines, one a stage, without ranges. */
export function outline({ cells }: SesqDocument): string {
  const plain = cells.length === 1 && cells[0]?.directives.length === 0 && cells[0].title === undefined;
  return cells
    .flatMap((cell) =>
      plain
        ? queryLines(cell.query)
        : [
            `cell ${cell.title ?? ''}`.trimEnd(),
            ...cell.directives.map(({ name, value }) => `  @${name} ${value}`),
            ...queryLines(cell.query).map((line) => `  ${line}`),
          ],
    )
    .join('\n');
}

/** Findings in lines: place, severity, code and message, and under each its fixes with the line they leave. */
export function findingLines(text: string, found: readonly Diagnostic[]): string {
  const index = new LineIndex(text);
  const at = (offset: number): string => {
    const { line, character } = index.positionAt(offset);
    return `${line + 1}:${character + 1}`;
  };
  return found
    .flatMap((finding) => [
      `${at(finding.range.start)}-${at(finding.range.end)} ${finding.severity} ${finding.code} ${finding.message}`,
      ...finding.fixes.map((fix) => {
        const start = Math.min(...fix.edits.map((edit) => edit.range.start));
        const line = afterFix(text, { ...finding, fixes: [fix] }).split('\n')[index.positionAt(start).line] ?? '';
        return `  fix: ${fix.title} => ${line.trim()}`;
      }),
    ])
    .join('\n');
}
