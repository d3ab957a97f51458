import { EmbeddedActionsParser, type IParserErrorMessageProvider, type IToken, type TokenType } from 'chevrotain';
import { rangeOf } from '../lexer/literals.ts';
import { allTokens } from '../lexer/tokens.ts';
import type { TextRange } from '../syntax/range.ts';

const label = (type: TokenType): string => type.LABEL ?? type.name;

/** What the parser found instead, in words. */
function found(tokens: readonly IToken[]): string {
  const image = tokens[0]?.image ?? '';
  return image === '' ? 'the end of the stage' : `\`${image.length > 40 ? `${image.slice(0, 40)}…` : image}\``;
}

/** One sentence a problem; the text is what the user reads. */
const sentences: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => `Expected ${label(expected)}, found ${found([actual])}.`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) => `${found([firstRedundant])} does not belong here.`,
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) => {
    const first = expectedPathsPerAlt
      .flatMap((paths) => paths.map((path) => path[0]))
      .filter((type) => type !== undefined);
    // Every word and variable can be a field name; saying so once is enough.
    const nameLike = ['a name', 'a variable'];
    const labels = [...new Set(first.map(label))];
    const names = labels.includes('a field name') ? labels.filter((name) => !nameLike.includes(name)) : labels;
    const expected = names.length > 5 ? 'a value or a name' : names.join(', ').replace(/, ([^,]*)$/, ' or $1');
    return `Expected ${expected}, found ${found(actual)}.`;
  },
  buildEarlyExitMessage: ({ expectedIterationPaths, actual }) => {
    const first = expectedIterationPaths[0]?.[0];
    return `Expected ${first === undefined ? 'something' : label(first)}, found ${found(actual)}.`;
  },
};

/**
 * What every rule needs. The grammar is one class in layers (expressions, scope, families of stages), since
 * the rules of a Chevrotain parser must be members of it. Rules build tree nodes; there is no recovery inside
 * a stage, because each stage is parsed on its own.
 */
export abstract class ParserBase extends EmbeddedActionsParser {
  constructor() {
    // The grammar is validated by a test; here only the start-up time counts. Words are ordered by hand:
    // a grammar word comes before the name it could also be.
    super(allTokens, {
      recoveryEnabled: false,
      skipValidations: true,
      maxLookahead: 2,
      errorMessageProvider: sentences,
    });
  }

  /** Builds a node from parts that exist only while text is parsed, not while the grammar is recorded. */
  protected build<T>(node: () => T): T {
    return this.ACTION(node);
  }

  /** From a first token or part to the token consumed last. */
  protected rangeFrom(first: IToken | { readonly range: TextRange }): TextRange {
    const start = 'range' in first ? first.range.start : first.startOffset;
    return { start, end: rangeOf(this.LA(0)).end };
  }
}
