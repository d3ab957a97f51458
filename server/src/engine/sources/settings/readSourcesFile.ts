import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';

import type { SourcesFile } from '../../../protocol/sources.ts';
import { checkShape } from './checkSources.ts';
import type { ShapeProblem } from './checkSources.ts';

/** Something wrong in a file of sources; line and column count from 1. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  /** A sentence. */
  readonly message: string;
}

export type SourcesFileResult =
  | { readonly kind: 'ok'; readonly file: SourcesFile }
  | { readonly kind: 'invalid'; readonly problems: readonly [FileProblem, ...FileProblem[]] };

/** Reads the text of a file of sources. Comments, commas before closing brackets and a byte order mark are fine. */
export function readSourcesFile(text: string): SourcesFileResult {
  const content = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const tree = parseTree(content, errors, { allowTrailingComma: true });
  if (tree === undefined) return { kind: 'invalid', problems: [{ line: 1, column: 1, message: 'The file is empty.' }] };
  const [first, ...more] = errors.map(({ error, offset }) => ({
    ...positionAt(content, offset),
    message: syntaxMessage(error),
  }));
  if (first !== undefined) return { kind: 'invalid', problems: [first, ...more] };
  const value: unknown = getNodeValue(tree);
  const [wrong, ...others] = checkShape(value, 'file').map((problem) => ({
    ...positionAt(content, offsetOf(problem, tree)),
    message: problem.message,
  }));
  return wrong === undefined
    ? { kind: 'ok', file: value as SourcesFile }
    : { kind: 'invalid', problems: [wrong, ...others] };
}

/** Where the value stands, or the name of the member that is meant. */
function offsetOf({ path, member }: ShapeProblem, tree: Node): number {
  const node = findNodeAtLocation(tree, [...path]);
  const named = node?.children?.find((each) => each.type === 'property' && each.children?.[0]?.value === member);
  return (member === undefined ? node : (named ?? node))?.offset ?? 0;
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value.',
  InvalidNumberFormat: 'This is no number.',
  PropertyNameExpected: 'The name of a member in double quotes was expected.',
  ValueExpected: 'A value was expected.',
  ColonExpected: 'A colon was expected.',
  CommaExpected: 'A comma was expected.',
  CloseBraceExpected: 'A closing brace was expected.',
  CloseBracketExpected: 'A closing bracket was expected.',
  EndOfFileExpected: 'Nothing may follow the closing brace.',
  UnexpectedEndOfComment: 'The comment is not closed.',
  UnexpectedEndOfString: 'The text is not closed by a quotation mark.',
  InvalidEscapeCharacter: 'This escape does not exist in JSON; write a backslash as \\\\.',
};

function syntaxMessage(error: ParseError['error']): string {
  return SYNTAX[printParseErrorCode(error)] ?? 'The file is not JSON here.';
}
