import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { problem, type FileProblem } from './problems.ts';

/** How deep objects and lists may nest; a dashboard needs eight levels. */
const maxDepth = 100;
const maxSyntaxProblems = 10;

/** What the parser's names of errors mean to the author of a file. */
const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no value: texts stand in double quotes.',
  InvalidNumberFormat: 'This number cannot be read.',
  PropertyNameExpected: 'The name of a member in double quotes belongs here.',
  ValueExpected: 'A value belongs here.',
  ColonExpected: 'A colon belongs between a name and its value.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'A closing `}` is missing.',
  CloseBracketExpected: 'A closing `]` is missing.',
  EndOfFileExpected: 'The dashboard has ended before this: remove what follows, or the extra bracket.',
  UnexpectedEndOfComment: 'This comment is never closed: end it with `*/`.',
  UnexpectedEndOfString: 'This text has no closing quote on its line.',
  UnexpectedEndOfNumber: 'This number has no end.',
  InvalidUnicode: 'After `\\u` four hexadecimal digits are needed.',
  InvalidEscapeCharacter: 'After a backslash only one of `"\\/bfnrtu` may stand; write `\\\\` for a backslash.',
  InvalidCharacter: 'A text cannot hold line breaks or tabs: write `\\n` or `\\t`, or a list of lines.',
};

const conflictMark = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)[^\r\n]*/gm;

export type JsonResult =
  | { readonly kind: 'tree'; readonly root: Node }
  | {
      readonly kind: 'invalid';
      /** What could be read all the same, for help while typing. */
      readonly root: Node | undefined;
      readonly problems: readonly FileProblem[];
    };

/** Reads JSON with comments and trailing commas. Never throws. */
export function readJson(text: string): JsonResult {
  const source = withoutMark(text);
  const conflict = conflictProblems(source);
  if (conflict.length > 0) return { kind: 'invalid', root: undefined, problems: conflict };
  const deep = tooDeep(source);
  if (deep !== undefined) return { kind: 'invalid', root: undefined, problems: [deep] };
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (root === undefined && source.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').trim() === '') {
    const message =
      'The file is empty. A dashboard begins with `{ "version": 1, "id": "…", "title": "…", "panels": [] }`.';
    return {
      kind: 'invalid',
      root: undefined,
      problems: [problem('dashboard.json', { start: 0, end: text.length }, message)],
    };
  }
  if (root === undefined || errors.length > 0)
    return {
      kind: 'invalid',
      root,
      problems: errors.slice(0, maxSyntaxProblems).map((error) => syntaxProblem(error, source)),
    };
  return { kind: 'tree', root };
}

/** A byte order mark is no blank to the parser; one blank in its place keeps all offsets. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function syntaxProblem({ error, offset, length }: ParseError, text: string): FileProblem {
  const message = syntaxMessages[printParseErrorCode(error)] ?? 'This cannot be read as JSON.';
  const end = Math.min(text.length, offset + length);
  return problem('dashboard.json', { start: Math.min(offset, end), end }, message);
}

function conflictProblems(text: string): readonly FileProblem[] {
  if (!/^<{7}(?=[ \r\n]|$)/m.test(text)) return [];
  const message =
    'This is the mark of a merge that was not finished. Keep one of the versions between the marks and remove the marks.';
  return [...text.matchAll(conflictMark)].map((match) =>
    problem('dashboard.merge-conflict', { start: match.index, end: match.index + match[0].length }, message),
  );
}

/** The parser calls itself for every level, so the depth is looked at before. */
function tooDeep(text: string): FileProblem | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  let position = -1;
  for (;;) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    if (start >= text.length || start === position) return undefined;
    position = start;
    const bracket = scanner.getTokenLength() === 1 ? text.charAt(start) : '';
    if (bracket === '{' || bracket === '[') depth += 1;
    if (bracket === '}' || bracket === ']') depth -= 1;
    if (depth > maxDepth)
      return problem('dashboard.json', { start, end: start + 1 }, 'Objects and lists nest too deeply here.');
  }
}
