import type { IRecognitionException, IToken } from 'chevrotain';
import { closest, closeFix } from '../diagnostics/didYouMean.ts';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { rangeOf } from '../lexer/literals.ts';
import { tokenize, type LexedQuery } from '../lexer/lexer.ts';
import { Equals, LeftParen, Macro, Pipe, ScopePipe, Star, SubqueryOpen, Text, word } from '../lexer/tokens.ts';
import type { NestedPipeline, Query, ScopeNode, Stage } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';
import { pairBrackets, tooDeepAt } from './brackets.ts';
import { lexicalProblems } from './lexicalProblems.ts';
import { foldNestedQueries } from './nestedQueries.ts';
import { Problems } from './problems.ts';
import { SesqParser, type GrammarRule } from './sesqParser.ts';
import { chooseStage, operatorCandidates } from './stageChoice.ts';
import { dropTypos } from './typos.ts';

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
  const { tokens, comments, first } = tokenizeQuery(text, range);
  const problems = new Problems();
  for (const problem of lexicalProblems(tokens, comments)) problems.add(problem);
  const { unclosed } = pairBrackets(tokens);
  for (const token of unclosed.slice(0, unclosedShown)) {
    problems.add(
      diagnostic(
        'syntax.unclosed-parenthesis',
        rangeOf(token),
        `This \`${token.image.trim()[0] ?? '('}\` is never closed.`,
      ),
    );
  }
  const { scope, scopeRange, stages } = readPipeline(tokens, range, first, problems);
  return {
    query: {
      kind: 'query',
      scope,
      scopeRange,
      stages,
      range: tokens[0] === undefined ? range : rangeOf(tokens[0], tokens.at(-1)),
    },
    diagnostics: problems.list(),
    tokens,
    comments,
  };
}

/**
 * The tokens of a query. `cat` makes rows of a table, so a query can begin with it in place of a scope
 * (language.md 1.1); then its first words are those of a stage.
 */
function tokenizeQuery(text: string, range: TextRange): LexedQuery & { readonly first: FirstSegment } {
  const written = text.slice(range.start, range.end);
  const lexed = tokenize(written, range.start);
  const [word, table] = lexed.tokens;
  const startsWithStage = word?.image.toLowerCase() === 'cat' && /^(?:path:\/\/|\/)/i.test(table?.image ?? '');
  if (!startsWithStage) return { ...lexed, first: 'scope' };
  return { ...tokenize(written, range.start, 'stage'), first: 'stages' };
}

/** True, and told, when the tokens of a scope or a stage nest deeper than can be read. */
function isTooDeep(tokens: readonly IToken[], problems: Problems): boolean {
  const deep = tooDeepAt(tokens);
  if (deep !== undefined)
    problems.add(
      diagnostic('syntax.too-deep', rangeOf(deep), 'This is nested too deeply; split it into several stages.'),
    );
  return deep !== undefined;
}

/** How the text before the first pipe is read: as a scope, or left alone where a scope has no meaning. */
type FirstSegment = 'scope' | 'stages';

interface ReadPipeline {
  readonly scope: ScopeNode | undefined;
  readonly scopeRange: TextRange;
  readonly stages: readonly Stage[];
}

function readPipeline(
  tokens: readonly IToken[],
  range: TextRange,
  first: FirstSegment,
  problems: Problems,
): ReadPipeline {
  const segments = splitAtPipes(tokens, pairBrackets(tokens).depths);
  const [head, ...rest] = segments;
  const headTokens = head?.tokens ?? [];
  const stageSegments = first === 'stages' && !isIgnoredScope(headTokens) ? segments : rest;
  const scope = first === 'scope' ? readScope(headTokens, rest.length > 0, range, problems) : undefined;
  return {
    scope,
    scopeRange:
      headTokens[0] === undefined
        ? { start: range.start, end: range.start }
        : rangeOf(headTokens[0], headTokens.at(-1)),
    stages: stageSegments.map((segment) => readStage(segment.tokens, segment.pipe, range, problems)),
  };
}

/** `join ( * | parse …`: what stands before the first pipe of such a pipeline is no stage and means nothing. */
function isIgnoredScope(tokens: readonly IToken[]): boolean {
  const [first, second] = tokens;
  if (first === undefined || first.tokenType === Star) return true;
  if (first.tokenType === Text || first.tokenType === LeftParen) return tokens.at(-2)?.tokenType !== word.as;
  const choice = chooseStage(tokens);
  if (choice.kind === 'unknown') {
    // A misspelt operator is followed by one of its words or a text, a keyword by another.
    const misspelt = second !== undefined && closest(first.image, operatorCandidates, 2) !== undefined;
    return !(misspelt && (second.tokenType === Text || second.tokenType.name.startsWith('Word_')));
  }
  return choice.kind === 'rule' && choice.rule === 'expressionStage' && tokens[1]?.tokenType === Equals;
}

/** The pipeline between two brackets; a subquery has a scope of its own. */
function readNested(tokens: readonly IToken[], open: IToken, close: IToken, problems: Problems): NestedPipeline {
  const inner = { start: open.startOffset + open.image.length, end: close.startOffset };
  const { scope, stages } = readPipeline(tokens, inner, open.tokenType === SubqueryOpen ? 'scope' : 'stages', problems);
  return { kind: 'pipeline', scope, stages, range: rangeOf(open, close) };
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

function readScope(
  tokens: readonly IToken[],
  hasStages: boolean,
  range: TextRange,
  problems: Problems,
): ScopeNode | undefined {
  if (tokens.length === 0) {
    if (hasStages) {
      const at = { start: range.start, end: range.start };
      const fix = { title: 'Search everything', edits: [{ range: at, newText: '* ' }] };
      problems.add(
        diagnostic('syntax.empty-scope', at, 'A query begins with what to search for; `*` means everything.', [fix]),
      );
    }
    return undefined;
  }
  if (isTooDeep(tokens, problems)) return undefined;
  const folded = foldNestedQueries(tokens, false, (inner, open, close) => readNested(inner, open, close, problems));
  return run(folded, problems, () => parser.scope());
}

function readStage(written: readonly IToken[], pipe: IToken | undefined, around: TextRange, problems: Problems): Stage {
  const tokens = dropTypos(written, problems);
  const [first] = tokens;
  if (first === undefined) {
    const range = pipe === undefined ? around : rangeOf(pipe);
    problems.add(diagnostic('syntax.empty-stage', range, 'There is no stage after this `|`.'));
    return { kind: 'broken', operator: undefined, range, keywordRange: range };
  }
  const range = rangeOf(first, written.at(-1));
  if (first.tokenType === Macro) return { kind: 'opaque', name: first.image.slice(1, -1), range, keywordRange: range };
  const choice = chooseStage(tokens);
  const keywordRange =
    choice.words === 0 ? { start: range.start, end: range.start } : rangeOf(first, tokens[choice.words - 1]);
  const broken = {
    kind: 'broken',
    operator: choice.kind === 'operator' ? choice.operator.id : undefined,
    range,
    keywordRange,
  } as const;
  if (choice.kind === 'unknown') {
    const suggestion = closest(first.image, operatorCandidates);
    const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const fixes = suggestion === undefined ? [] : [closeFix(rangeOf(first), suggestion)];
    problems.add(
      diagnostic('syntax.unknown-operator', rangeOf(first), `There is no operator \`${first.image}\`.${hint}`, fixes),
    );
    return broken;
  }
  if (isTooDeep(tokens, problems)) return broken;
  if (choice.rule === 'opaque') {
    problems.forgive('syntax.malformed-number', range);
    return { kind: 'opaque', name: first.image.toLowerCase(), range, keywordRange };
  }
  const rule: GrammarRule = choice.rule;
  const nested = choice.kind === 'operator' && choice.operator.nestedPipelines === true;
  const isScope = rule === 'logcompare';
  const folded = foldNestedQueries(tokens, nested || isScope, (inner, open, close) =>
    isScope
      ? { kind: 'pipeline', scope: undefined, stages: [], range: rangeOf(open, close) }
      : readNested(inner, open, close, problems),
  );
  const body = run(folded.slice(choice.words), problems, () => parser[rule](), rangeOf(tokens.at(-1) as IToken));
  return body === undefined ? broken : ({ ...body, range, keywordRange } as Stage);
}

/** Runs a grammar rule over tokens. @returns undefined when it could not finish */
function run<T>(tokens: readonly IToken[], problems: Problems, rule: () => T, end?: TextRange): T | undefined {
  parser.load(tokens);
  const node = rule() as T | undefined;
  const [error] = parser.errors;
  if (error === undefined) return node;
  const range = errorRange(error, tokens, end);
  // A stray or unclosed token has said already what is wrong: here, or at the bracket this stage leaves open.
  const first = tokens[0]?.startOffset ?? range.start;
  const said = problems.toldOf(range) || (error.token.image === '' && problems.toldOfBracket(first, range.end));
  if (!said) problems.add(diagnostic('syntax.unexpected', range, error.message));
  return error.name === 'NotAllInputParsedException' ? node : undefined;
}

function errorRange(error: IRecognitionException, tokens: readonly IToken[], end: TextRange | undefined): TextRange {
  if (error.token.image !== '') return rangeOf(error.token);
  const last = tokens.at(-1);
  return last === undefined ? (end ?? { start: 0, end: 0 }) : rangeOf(last);
}
