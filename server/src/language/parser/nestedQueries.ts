import { createTokenInstance, type IToken } from 'chevrotain';
import { LeftParen, NestedQuery, RightParen, SubqueryOpen } from '../lexer/tokens.ts';
import type { NestedPipeline, Subquery } from '../syntax/nodes.ts';
import { matchingBrackets } from './brackets.ts';

/** Reads the tokens between two brackets. */
export type ReadNested = (tokens: readonly IToken[], open: IToken, close: IToken) => NestedPipeline;

/** What a folded token stands for. */
const folded = new WeakMap<IToken, NestedPipeline | Subquery>();

/**
 * Replaces queries in brackets by single tokens that carry what was read, so that the grammar of a stage need not
 * contain the grammar of a query. Subqueries are folded everywhere, round brackets only when the stage asks for it.
 */
export function foldNestedQueries(
  tokens: readonly IToken[],
  roundBrackets: boolean,
  read: ReadNested,
): readonly IToken[] {
  const partners = matchingBrackets(tokens);
  const result: IToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const open = tokens[index] as IToken;
    const end = partners.get(index);
    const close = end === undefined ? undefined : tokens[end];
    const isSubquery = open.tokenType === SubqueryOpen;
    if (end === undefined || close === undefined || !(isSubquery || (roundBrackets && open.tokenType === LeftParen))) {
      result.push(open);
      continue;
    }
    const pipeline = read(tokens.slice(index + 1, end), open, close);
    result.push(fold(open, close, isSubquery ? subquery(open, pipeline) : pipeline));
    index = end;
  }
  return result;
}

/** The pipeline a folded token stands for. */
export function pipelineFrom(token: IToken): NestedPipeline {
  const node = folded.get(token);
  if (node === undefined) throw new Error('Only folded tokens hold pipelines.');
  return node.kind === 'subquery' ? node.pipeline : node;
}

/** The subquery a folded token stands for. */
export function subqueryFrom(token: IToken): Subquery {
  const node = folded.get(token);
  if (node === undefined) throw new Error('Only folded tokens hold queries.');
  return node.kind === 'subquery'
    ? node
    : { kind: 'subquery', from: undefined, to: undefined, pipeline: node, range: node.range };
}

function fold(open: IToken, close: IToken, node: NestedPipeline | Subquery): IToken {
  const end = close.startOffset + close.image.length;
  // The image is what messages quote; its length must be that of the text for ranges to hold.
  const image = `${open.tokenType === LeftParen ? '(' : '['}…${close.tokenType === RightParen ? ')' : ']'}`.padEnd(
    end - open.startOffset,
    ' ',
  );
  const nan = Number.NaN;
  const token = createTokenInstance(NestedQuery, image, open.startOffset, end - 1, nan, nan, nan, nan);
  folded.set(token, node);
  return token;
}

function subquery(open: IToken, pipeline: NestedPipeline): Subquery {
  const option = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*=\\s*\\(([^)]*)\\)`, 'i').exec(open.image)?.[1]?.trim();
  return { kind: 'subquery', from: option('from'), to: option('to'), pipeline, range: pipeline.range };
}
