/** `sessionize`: messages of different kinds joined by values found in them. */
import type { AnchorPattern, SessionizeStage } from '../../../language/index.ts';
import { joinSessions } from '../../analytics/sessions.ts';
import { toText } from '../coerce.ts';
import type { Planner } from '../planner.ts';
import { quoteRegex } from '../regexPattern.ts';
import { call, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { computeGroups } from './computed.ts';
import { filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** More sessions than this are not made. */
const maximumSessions = 100_000;

interface SessionPattern {
  /** With a group for each star and reference. */
  readonly regex: string;
  readonly fields: readonly string[];
  readonly refersTo: readonly string[];
  readonly openEnd: boolean;
  /** Number of the group of each field and of each reference. */
  readonly fieldGroups: readonly number[];
  readonly referenceGroups: readonly number[];
}

export const planSessionize: StagePlanner<SessionizeStage> = (stage, rows, planner) => {
  const known: string[] = [];
  const patterns: SessionPattern[] = [];
  for (const pattern of stage.patterns) {
    const read = readPattern(pattern, known, planner);
    if (read === undefined) return rows;
    patterns.push(read);
    known.push(...read.fields);
  }
  const raw = toText(readField(rows, '_raw'));
  const tests = patterns.map(({ regex }) =>
    call('isTrue', 'boolean', call('regexMatches', 'boolean', raw, text(regex))),
  );
  const cells = patterns.flatMap((pattern, index) => {
    const group = (number: number): Scalar => call('regexGroup', 'text', raw, text(pattern.regex), numeral(number));
    const numbers = [...pattern.fieldGroups, ...pattern.referenceGroups];
    return [tests[index] as Scalar, ...numbers.map(group)];
  });
  const any = tests.reduce((left, right) => call('or', 'boolean', left, right));
  const names = [...new Set(known)];
  return computeGroups(
    filter(rows, any),
    cells,
    names.map((name) => ({ name, type: 'text' })),
    async (found, signal, notify) => {
      let start = 0;
      const parts = patterns.map(({ fields, refersTo, openEnd }) => {
        const first = start;
        start += 1 + fields.length + refersTo.length;
        const findings = found
          .filter((row) => row[first] === true)
          .map((row) => ({
            values: row.slice(first + 1, first + 1 + fields.length),
            references: row.slice(first + 1 + fields.length, first + 1 + fields.length + refersTo.length),
          }));
        return { fields, refersTo, openEnd, findings };
      });
      const sessions = await joinSessions(parts, maximumSessions, signal);
      if (sessions.isCut)
        notify('sessionize.too-many', `Only ${String(maximumSessions)} sessions are made. Narrow the search.`);
      return sessions.rows;
    },
    planner,
  );
};

/** Stars and `$name` become groups: a star in the middle takes as little as it can, a reference what has no blank. */
function readPattern(
  { pattern, fields }: AnchorPattern,
  known: readonly string[],
  planner: Planner,
): SessionPattern | undefined {
  const tokens = pattern.value.split(/(\*|\$\w+)/);
  const isReference = (token: string): boolean => token.startsWith('$') && known.includes(token.slice(1));
  const stars = tokens.filter((token) => token === '*').length;
  if (stars !== fields.length) {
    planner.invalid(
      'parse.wildcard-count',
      `The pattern has ${String(stars)} "*" for ${String(fields.length)} fields. Name one field for each.`,
      pattern.range,
    );
    return undefined;
  }
  const [fieldGroups, referenceGroups, refersTo]: [number[], number[], string[]] = [[], [], []];
  let groups = 0;
  const last = tokens.findLastIndex((token) => token !== '');
  const parts = tokens.map((token, index) => {
    if (token !== '*' && !isReference(token)) return quoteRegex(token);
    groups += 1;
    if (token === '*') {
      fieldGroups.push(groups);
      return index === last ? '(.*)$' : '(.*?)';
    }
    referenceGroups.push(groups);
    refersTo.push(token.slice(1));
    return index === last ? '(\\S+)' : '(\\S+?)';
  });
  return {
    regex: `(?is)${tokens[0] === '' && tokens[1] === '*' ? '^' : ''}${parts.join('')}`,
    fields: fields.map(({ name }) => name),
    refersTo,
    openEnd: isReference(tokens[last] ?? ''),
    fieldGroups,
    referenceGroups,
  };
}
