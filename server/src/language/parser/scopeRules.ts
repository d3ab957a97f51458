import type { IToken } from 'chevrotain';
import { fieldFrom, rangeOf, stringFrom } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type { FieldTerm, KeywordTerm, ScopeNode } from '../syntax/nodes.ts';
import { coveringRange } from '../syntax/range.ts';
import { subqueryFrom } from './nestedQueries.ts';
import { ExpressionRules } from './expressionRules.ts';

/** The text before the first pipe (language.md 2): NOT binds tighter than AND, AND than OR, AND may be left out. */
export abstract class ScopeRules extends ExpressionRules {
  readonly scope = this.RULE('scope', (): ScopeNode => {
    const operands: ScopeNode[] = [this.SUBRULE(this.scopeAnd)];
    this.MANY(() => {
      this.CONSUME(t.ScopeOr);
      operands.push(this.SUBRULE2(this.scopeAnd));
    });
    return this.build(() => group('scopeOr', operands));
  });

  private readonly scopeAnd = this.RULE('scopeAnd', (): ScopeNode => {
    const operands: ScopeNode[] = [this.SUBRULE(this.scopeNot)];
    this.MANY({
      // `or` is a keyword character run too; what follows AND or nothing must not be OR.
      GATE: () => this.LA(1).tokenType !== t.ScopeOr,
      DEF: () => {
        this.OPTION(() => this.CONSUME(t.ScopeAnd));
        operands.push(this.SUBRULE2(this.scopeNot));
      },
    });
    return this.build(() => {
      const meant = operands.filter((operand) => !isGlue(operand));
      return group('scopeAnd', meant.length === 0 ? operands : meant);
    });
  });

  private readonly scopeNot = this.RULE('scopeNot', (): ScopeNode => {
    const signs: IToken[] = [];
    this.MANY(() => {
      signs.push(this.OR([{ ALT: () => this.CONSUME(t.ScopeNot) }, { ALT: () => this.CONSUME(t.Bang) }]));
    });
    const operand = this.SUBRULE(this.scopePrimary);
    return this.build(() =>
      signs.reduceRight<ScopeNode>(
        (inner, sign) => ({
          kind: 'scopeNot',
          operand: inner,
          range: { start: sign.startOffset, end: inner.range.end },
        }),
        operand,
      ),
    );
  });

  private readonly scopePrimary = this.RULE('scopePrimary', (): ScopeNode =>
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.LeftParen);
          const inner = this.SUBRULE(this.scope);
          this.CONSUME(t.RightParen);
          return inner;
        },
      },
      { ALT: () => this.SUBRULE(this.fieldTerm) },
      {
        ALT: (): ScopeNode => {
          const nested = this.CONSUME(t.NestedQuery);
          return this.build(() => subqueryFrom(nested));
        },
      },
      {
        ALT: (): ScopeNode => {
          const macro = this.CONSUME(t.Macro);
          return this.build(() => ({ kind: 'macro', text: macro.image.slice(1, -1), range: rangeOf(macro) }));
        },
      },
      {
        ALT: (): ScopeNode => {
          const text = this.CONSUME(t.Text);
          return this.build(() => ({ kind: 'phrase', text: stringFrom(text), range: rangeOf(text) }));
        },
      },
      {
        ALT: (): ScopeNode => {
          // `%` is a character of keywords too (language.md 2).
          const word = this.OR2([
            { ALT: () => this.CONSUME(t.ScopeWord) },
            { ALT: () => this.CONSUME(t.PercentField) },
          ]);
          return this.build(() =>
            word.image === '*'
              ? { kind: 'everything', range: rangeOf(word) }
              : { kind: 'keyword', text: word.image, range: rangeOf(word) },
          );
        },
      },
    ]),
  );

  private readonly fieldTerm = this.RULE('fieldTerm', (): FieldTerm | KeywordTerm => {
    const name = this.OR([{ ALT: () => this.CONSUME(t.ScopeWord) }, { ALT: () => this.CONSUME(t.PercentField) }]);
    this.CONSUME(t.Equals);
    const parts: IToken[] = [
      this.OR2([
        { ALT: () => this.CONSUME(t.Text) },
        { ALT: () => this.CONSUME2(t.ScopeWord) },
        { ALT: () => this.CONSUME2(t.PercentField) },
      ]),
    ];
    // A value may hold further `=` signs: `_sourceName=/log?from=x`. Only what touches belongs to it.
    this.MANY({
      GATE: () =>
        this.LA(1).startOffset === this.LA(0).startOffset + this.LA(0).image.length && this.LA(0).tokenType !== t.Text,
      DEF: () => {
        parts.push(this.OR3([{ ALT: () => this.CONSUME2(t.Equals) }, { ALT: () => this.CONSUME3(t.ScopeWord) }]));
      },
    });
    return this.build(() => {
      const first = parts[0] as IToken;
      const word = parts.map((part) => part.image).join('');
      if (name.tokenType === t.ScopeWord && noField.test(name.image)) {
        return { kind: 'keyword', text: `${name.image}=${word}`, range: this.rangeFrom(name) };
      }
      const quoted = stringTypes.has(first.tokenType.name);
      return {
        kind: 'fieldTerm',
        field: fieldFrom(name),
        value: quoted ? stringFrom(first).value : word,
        written: quoted ? stringFrom(first).written : word,
        quoted,
        valueRange: rangeOf(first, parts.at(-1)),
        range: this.rangeFrom(name),
      };
    });
  });
}

/** `https://host/page?id=1` is a word with a sign in it: no field has such a name. */
const noField = /[/:*?@]/;

const stringTypes = new Set([t.Text.name, t.UnclosedText.name]);

/** Punctuation between two phrases (`"a":"b"`) adds nothing: both phrases must occur anyway (language.md 2). */
function isGlue(node: ScopeNode): boolean {
  return node.kind === 'keyword' && /^[:,;]+$/.test(node.text);
}

function group(kind: 'scopeAnd' | 'scopeOr', operands: readonly ScopeNode[]): ScopeNode {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) throw new Error('A scope group has operands.');
  return operands.length === 1 ? first : { kind, operands, range: coveringRange(first.range, last.range) };
}
