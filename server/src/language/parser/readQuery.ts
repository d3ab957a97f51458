import type { IRecognitionException, IToken } from 'chevrotain';
import { closest, closeFix } from '../diagnostics/didYouMean.ts';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { rangeOf } from '../lexer/literals.ts';
import { tokenize } from '../lexer/lexer.ts';
import {
  Macro,
  MalformedNumber,
  Pipe,
  ScopePipe,
  Stray,
  SubqueryOpen,
  UnclosedComment,
  UnclosedText,
} from '../lexer/tokens.ts';
import type { Query, ScopeNode, Stage } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';
import { pairBrackets, tooDeepAt } from './brackets.ts';
import { SesqParser } from './sesqParser.ts';
import { chooseStage, operatorCandidates } from './stageChoice.ts';

const parser = new SesqParser();
const pipeNames = new Set([Pipe.name, ScopePipe.name, 'SubqueryPipe']);

/** A text of many open brackets has one mistake, not thousands. */
const unclosedShown = 5;

/** A query as read: always a tree, with everything that kept it from being read well. */
export interface ReadQuery {
  readonly query: Query;
  readonly diagnostics: readonly Diagnostic[];
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

/**
 * Reads one query. Never throws: each stage is read on its own, so that a broken one hides no error in the next.
 * @param text the whole text
 * @param range the part of it that is the query
 */
export function readQuery(text: string, range: TextRange): ReadQuery {
  const { tokens, comments } = tokenize(text.slice(range.start, range.end), range.start);
  const problems: Diagnostic[] = lexicalProblems(tokens, comments);
  const { depths, unclosed } = pairBrackets(tokens);
  for (const token of unclosed.slice(0, unclosedShown)) {
    problems.push(
      diagnostic(
        'syntax.unclosed-parenthesis',
        rangeOf(token),
        `This \`${token.image.trim()[0] ?? '('}\` is never closed.`,
      ),
    );
  }

  const segments = splitAtPipes(tokens, depths);
  const [scopeTokens = [], ...stageSegments] = segments.map((segment) => segment.tokens);
  const scope = readScope(scopeTokens, stageSegments.length > 0, range, problems);
  const stages = stageSegments.map((stage, index) => readStage(stage, segments[index + 1]?.pipe as IToken, problems));
  const firstScope = scopeTokens[0];
  return {
    query: {
      kind: 'query',
      scope,
      scopeRange:
        firstScope === undefined ? { start: range.start, end: range.start } : rangeOf(firstScope, scopeTokens.at(-1)),
      stages,
      range: tokens[0] === undefined ? range : rangeOf(tokens[0], tokens.at(-1)),
    },
    diagnostics: problems,
    tokens,
    comments,
  };
}

interface Segment {
  /** The pipe before the stage; undefined for the scope. */
  readonly pipe: IToken | undefined;
  readonly tokens: IToken[];
}

function splitAtPipes(tokens: readonly IToken[], depths: readonly number[]): readonly Segment[] {
  const segments: Segment[] = [{ pipe: undefined, tokens: [] }];
  tokens.forEach((token, index) => {
    if (depths[index] === 0 && pipeNames.has(token.tokenType.name)) segments.push({ pipe: token, tokens: [] });
    else segments.at(-1)?.tokens.push(token);
  });
  return segments;
}

function lexicalProblems(tokens: readonly IToken[], comments: readonly IToken[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.tokenType === UnclosedText) {
      problems.push(diagnostic('syntax.unclosed-text', rangeOf(token), 'This text has no closing quote.'));
    } else if (token.tokenType === MalformedNumber) {
      problems.push(
        diagnostic(
          'syntax.malformed-number',
          rangeOf(token),
          `\`${token.image}\` is neither a number nor a name; names that begin with a digit are written %"${token.image}".`,
        ),
      );
    } else if (token.tokenType === Stray) {
      problems.push(diagnostic('syntax.stray-character', rangeOf(token), `\`${token.image}\` means nothing here.`));
    }
  }
  const open = comments.find((comment) => comment.tokenType === UnclosedComment);
  if (open !== undefined)
    problems.push(diagnostic('syntax.unclosed-comment', rangeOf(open), 'This comment is never closed with `*/`.'));
  return problems;
}

function readScope(
  tokens: readonly IToken[],
  hasStages: boolean,
  range: TextRange,
  problems: Diagnostic[],
): ScopeNode | undefined {
  const [first] = tokens;
  if (first === undefined) {
    if (hasStages) {
      const at = { start: range.start, end: range.start };
      const fix = { title: 'Search everything', edits: [{ range: at, newText: '* ' }] };
      problems.push(
        diagnostic('syntax.empty-scope', at, 'A query begins with what to search for; `*` means everything.', [fix]),
      );
    }
    return undefined;
  }
  if (refuse(tokens, problems)) return undefined;
  return run(tokens, problems, () => parser.scope());
}

function readStage(tokens: readonly IToken[], pipe: IToken, problems: Diagnostic[]): Stage {
  const [first] = tokens;
  const range = first === undefined ? rangeOf(pipe) : rangeOf(first, tokens.at(-1));
  if (first === undefined) {
    problems.push(diagnostic('syntax.empty-stage', range, 'There is no stage after this `|`.'));
    return { kind: 'broken', operator: undefined, range, keywordRange: range };
  }
  const choice = chooseStage(tokens);
  const keywordRange =
    choice.words === 0 ? { start: range.start, end: range.start } : rangeOf(first, tokens[choice.words - 1]);
  const broken = {
    kind: 'broken',
    operator: choice.kind === 'operator' ? choice.operator.id : undefined,
    range,
    keywordRange,
  } as const;
  if (choice.kind === 'later') {
    problems.push(diagnostic('syntax.not-supported-yet', keywordRange, `\`${choice.name}\` is not supported yet.`));
    return broken;
  }
  if (choice.kind === 'unknown') {
    const suggestion = closest(first.image, operatorCandidates);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const fixes = suggestion === undefined ? [] : [closeFix(rangeOf(first), suggestion)];
    problems.push(
      diagnostic('syntax.unknown-operator', rangeOf(first), `There is no operator \`${first.image}\`.${hint}`, fixes),
    );
    return broken;
  }
  if (refuse(tokens, problems)) return broken;
  const body = run(tokens.slice(choice.words), problems, () => parser[choice.rule](), rangeOf(tokens.at(-1) as IToken));
  return body === undefined ? broken : ({ ...body, range, keywordRange } as Stage);
}

/** Reports what the grammar cannot take in at all. */
function refuse(tokens: readonly IToken[], problems: Diagnostic[]): boolean {
  const later = tokens.find((token) => token.tokenType === Macro || token.tokenType === SubqueryOpen);
  if (later !== undefined) {
    const what = later.tokenType === Macro ? 'Macros are' : 'A subquery is';
    problems.push(diagnostic('syntax.not-supported-yet', rangeOf(later), `${what} not supported yet.`));
    return true;
  }
  const deep = tooDeepAt(tokens);
  if (deep !== undefined)
    problems.push(
      diagnostic('syntax.too-deep', rangeOf(deep), 'This is nested too deeply; split it into several stages.'),
    );
  return deep !== undefined;
}

/** Runs a grammar rule over tokens. @returns undefined when it could not finish */
function run<T>(tokens: readonly IToken[], problems: Diagnostic[], rule: () => T, end?: TextRange): T | undefined {
  parser.load(tokens);
  const node = rule() as T | undefined;
  const [error] = parser.errors;
  if (error === undefined) return node;
  const range = errorRange(error, tokens, end);
  // A stray or unclosed token has said already what is wrong: here, or at the bracket this stage leaves open.
  const first = tokens[0]?.startOffset ?? range.start;
  const said = problems.some(
    (problem) =>
      (problem.range.start <= range.start && range.end <= problem.range.end) ||
      (problem.code === 'syntax.unclosed-parenthesis' &&
        problem.range.start >= first &&
        problem.range.end <= range.end &&
        error.token.image === ''),
  );
  if (!said) problems.push(diagnostic('syntax.unexpected', range, error.message));
  return error.name === 'NotAllInputParsedException' ? node : undefined;
}

function errorRange(error: IRecognitionException, tokens: readonly IToken[], end: TextRange | undefined): TextRange {
  if (error.token.image !== '') return rangeOf(error.token);
  const last = tokens.at(-1);
  return last === undefined ? (end ?? { start: 0, end: 0 }) : rangeOf(last);
}
