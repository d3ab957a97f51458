import type { IToken } from 'chevrotain';
import { SubqueryOpen } from '../lexer/tokens.ts';
import type { Hints } from './hints.ts';

/** How a token was read: as part of a scope, of a stage, or of text that is left as it is written. */
export type Mode = 'scope' | 'stage' | 'untouched';

/** The mode of each token of a query, following the lexer through pipes and subqueries. */
export function modesOf(tokens: readonly IToken[], { untouched }: Hints): ReadonlyMap<IToken, Mode> {
  const stack: ('scope' | 'stage')[] = ['scope'];
  const modes = new Map<IToken, Mode>();
  let reached = 0;
  let untouchedUntil = 0;
  for (const token of tokens) {
    for (let range = untouched[reached]; range !== undefined && range.start <= token.startOffset;) {
      untouchedUntil = Math.max(untouchedUntil, range.end);
      reached += 1;
      range = untouched[reached];
    }
    modes.set(token, token.startOffset < untouchedUntil ? 'untouched' : (stack.at(-1) ?? 'stage'));
    step(stack, token);
  }
  return modes;
}

function step(stack: ('scope' | 'stage')[], { tokenType }: IToken): void {
  if (tokenType === SubqueryOpen) stack.push('scope');
  else if (tokenType.name === 'SubqueryClose' && stack.length > 1) stack.pop();
  else if (tokenType.name === 'ScopePipe' || tokenType.name === 'SubqueryPipe') stack[stack.length - 1] = 'stage';
}
