/** `parse` and `parse regex`: fields from patterns in a text. */
import type { AnchorPattern, ParseRegexStage, ParseStage, TextRange } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import type { Planner, RowSet } from '../planner.ts';
import { isolateGroup, quoteRegex, readRegex } from '../regexPattern.ts';
import type { RegexPattern } from '../regexPattern.ts';
import { boolean, call, column, isNothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { textSource } from './sources.ts';
import { extend, extendHidden, filter, oldValue } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** Choices that the language leaves open, see language.md 3.1; both false is the strict reading. */
const choices: { readonly anchorsIgnoreCase: boolean; readonly nodropSparesLater: boolean } = {
  /** The literals of `parse "…"` match in any case. */
  anchorsIgnoreCase: true,
  /** A `parse` without `nodrop` keeps the rows that an earlier one with `nodrop` has matched in the same source. */
  nodropSparesLater: true,
};

interface Capture {
  readonly source: Scalar;
  readonly patterns: readonly RegexPattern[];
  readonly nodrop: boolean;
}

export const planParse: StagePlanner<ParseStage> = (stage, rows, planner) => {
  const patterns = stage.patterns
    .map((pattern) => anchorRegex(pattern, planner))
    .filter((pattern) => pattern !== undefined);
  return captureFirst({ source: textSource(stage.source?.name, rows), patterns, nodrop: stage.nodrop }, rows, planner);
};

export const planParseRegex: StagePlanner<ParseRegexStage> = (stage, rows, planner) => {
  const patterns = stage.patterns
    .map((pattern) => namedRegex(pattern.written, pattern.range, planner))
    .filter((pattern) => pattern !== undefined);
  const capture = { source: textSource(stage.source?.name, rows), patterns, nodrop: stage.nodrop };
  return stage.multi ? captureAll(capture, rows, planner) : captureFirst(capture, rows, planner);
};

/** Literals match in any case; each star takes as little as it can, a last one the rest of the text. */
function anchorRegex({ pattern, fields }: AnchorPattern, planner: Planner): RegexPattern | undefined {
  const literals = pattern.value.split('*');
  if (literals.length - 1 !== fields.length) {
    planner.invalid(
      'parse.wildcard-count',
      `The pattern has ${literals.length - 1} "*" for ${fields.length} fields. Name one field for each.`,
      pattern.range,
    );
    return undefined;
  }
  const start = literals[0] === '' ? '^' : '';
  const body = literals.map(quoteRegex).reduce((left, right, index) => {
    const isLast = index === literals.length - 1 && right === '';
    return `${left}${isLast ? '(.*)$' : '(.*?)'}${right}`;
  });
  return {
    source: `(?${choices.anchorsIgnoreCase ? 'is' : 's'})${start}${body}`,
    groups: fields.map(({ name }, index) => ({ name, number: index + 1 })),
    groupCount: fields.length,
    backtracking: false,
  };
}

function namedRegex(written: string, range: TextRange, planner: Planner): RegexPattern | undefined {
  const result = readRegex(written);
  if (result.kind === 'invalid') {
    planner.invalid('regex.invalid', `The regular expression cannot be read: ${result.reason}.`, range);
    return undefined;
  }
  if (result.pattern.groups.length === 0) {
    planner.invalid(
      'regex.no-named-group',
      'The regular expression needs a named group such as (?<name>…) for each field.',
      range,
    );
    return undefined;
  }
  return result.pattern;
}

function groupValue(source: Scalar, pattern: RegexPattern, group: number): Scalar {
  const read = readableGroup(pattern, group);
  const id = pattern.backtracking ? 'regexGroupBacktracking' : 'regexGroup';
  return call(id, 'text', source, text(read.pattern), numeral(read.group));
}

/** The pattern and number to read a group by. */
function readableGroup(pattern: RegexPattern, group: number): { readonly pattern: string; readonly group: number } {
  if (pattern.backtracking) return { pattern: pattern.source, group };
  return { pattern: isolateGroup(pattern.source, group), group: 1 };
}

/** Flags live with the column they speak of, so an overwritten source starts anew. */
function flagOf(source: Scalar, rows: RowSet): Scalar {
  const id = source.kind === 'column' ? rows.matched.get(source.id) : undefined;
  return id === undefined ? boolean(false) : column(id, 'boolean');
}

/** Keeps rows that match now or were matched by an earlier `nodrop` on the same source. */
function dropUnmatched(matched: Scalar, source: Scalar, rows: RowSet): RowSet {
  const flag = flagOf(source, rows);
  return filter(rows, flag.kind === 'constant' ? matched : call('or', 'boolean', matched, flag));
}

function rememberMatch(matched: Scalar, source: Scalar, rows: RowSet, planner: Planner): RowSet {
  if (source.kind !== 'column' || !choices.nodropSparesLater) return rows;
  const flag = flagOf(source, rows);
  const next = extendHidden(rows, flag.kind === 'constant' ? matched : call('or', 'boolean', matched, flag), planner);
  return { ...next.rows, matched: new Map([...rows.matched, [source.id, next.id]]) };
}

/** First match of each pattern; a pattern that does not match leaves its fields as they were. */
function captureFirst({ source, patterns, nodrop }: Capture, rows: RowSet, planner: Planner): RowSet {
  if (patterns.length === 0) return rows;
  let result = rows;
  const tests: Scalar[] = [];
  for (const pattern of patterns) {
    const id = pattern.backtracking ? 'regexMatchesBacktracking' : 'regexMatches';
    const test = isNothing(source)
      ? boolean(false)
      : call('isTrue', 'boolean', call(id, 'boolean', source, text(pattern.source)));
    const hidden = extendHidden(result, test, planner);
    result = hidden.rows;
    tests.push(column(hidden.id, 'boolean'));
  }
  const before = result;
  const added = patterns.flatMap((pattern, index) =>
    pattern.groups.map(({ name, number }) => {
      const old = oldValue(before, name, toText, 'text');
      return {
        name,
        value: call('if', 'text', tests[index] ?? boolean(false), groupValue(source, pattern, number), old),
      };
    }),
  );
  const allMatched = tests.reduce((a, b) => call('and', 'boolean', a, b));
  const kept = nodrop ? rememberMatch(allMatched, source, result, planner) : dropUnmatched(allMatched, source, result);
  return extend(kept, added, planner);
}

/** One row for each match; several patterns multiply. */
function captureAll({ source, patterns, nodrop }: Capture, rows: RowSet, planner: Planner): RowSet {
  return patterns.reduce((result, pattern) => explode(source, pattern, nodrop, result, planner), rows);
}

function explode(source: Scalar, pattern: RegexPattern, nodrop: boolean, rows: RowSet, planner: Planner): RowSet {
  const outputs = pattern.groups.map(({ name, number }) => ({
    name,
    id: planner.newColumn(),
    ...readableGroup(pattern, number),
  }));
  const matchedId = planner.newColumn();
  const hasFlag = flagOf(source, rows).kind === 'column';
  const exploded: RowSet = {
    ...rows,
    node: {
      kind: 'explode',
      input: rows.node,
      source,
      backtracking: pattern.backtracking,
      outputs: outputs.map(({ id, pattern: source, group }) => ({ id, pattern: source, group })),
      matched: matchedId,
      keepUnmatched: nodrop || hasFlag,
    },
  };
  const matched = column(matchedId, 'boolean');
  const kept = nodrop
    ? rememberMatch(matched, source, exploded, planner)
    : hasFlag
      ? dropUnmatched(matched, source, exploded)
      : exploded;
  const added = outputs.map(({ name, id }) => {
    const value = column(id, 'text');
    const old = oldValue(rows, name, toText, 'text');
    return { name, value: isNothing(old) ? value : call('if', 'text', matched, value, old) };
  });
  return extend(kept, added, planner);
}
