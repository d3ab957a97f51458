import { fieldFrom, numberFrom, rangeOf, regexFrom, stringFrom, templateFrom } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type { BinaryExpression, BinaryOperator, CallExpression, Expression, FieldName } from '../syntax/nodes.ts';
import { coveringRange } from '../syntax/range.ts';
import type { IToken } from 'chevrotain';
import { subqueryFrom } from './nestedQueries.ts';
import { ParserBase } from './parserBase.ts';

/** Spellings of operators that mean the same (language.md 1.5). */
const operatorNames: Readonly<Record<string, BinaryOperator>> = { '==': '=', '<>': '!=', '&&': 'and', '||': 'or' };

function binary(left: Expression, operator: IToken, right: Expression): BinaryExpression {
  const written = operator.image.toLowerCase();
  return {
    kind: 'binary',
    operator: operatorNames[written] ?? (written as BinaryOperator),
    left,
    right,
    operatorRange: rangeOf(operator),
    range: coveringRange(left.range, right.range),
  };
}

/** Expressions by precedence, loosest first (language.md 1.5). */
export abstract class ExpressionRules extends ParserBase {
  /** A name at a place where any word is a name. */
  readonly fieldName = this.RULE('fieldName', (): FieldName => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Word) },
      { ALT: () => this.CONSUME(t.PercentField) },
      { ALT: () => this.CONSUME(t.Template) },
    ]);
    return this.build(() => fieldFrom(token));
  });

  /** `a, b, c` */
  readonly fieldList = this.RULE('fieldList', (): FieldName[] => {
    const fields: FieldName[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        fields.push(this.SUBRULE(this.fieldName));
      },
    });
    return fields;
  });

  readonly expression = this.RULE('expression', (): Expression => {
    const condition = this.SUBRULE(this.orExpression);
    let result: Expression = condition;
    this.OPTION(() => {
      this.CONSUME(t.Question);
      const then = this.SUBRULE(this.expression);
      this.CONSUME(t.Colon);
      const otherwise = this.SUBRULE2(this.expression);
      this.ACTION(() => {
        result = {
          kind: 'ternary',
          condition,
          then,
          otherwise,
          range: coveringRange(condition.range, otherwise.range),
        };
      });
    });
    return result;
  });

  private readonly orExpression = this.RULE('orExpression', (): Expression => {
    let left = this.SUBRULE(this.andExpression);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(t.word.or) }, { ALT: () => this.CONSUME(t.OrSymbol) }]);
      const right = this.SUBRULE2(this.andExpression);
      left = this.build(() => binary(left, operator, right));
    });
    return left;
  });

  private readonly andExpression = this.RULE('andExpression', (): Expression => {
    let left = this.SUBRULE(this.notExpression);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(t.word.and) }, { ALT: () => this.CONSUME(t.AndSymbol) }]);
      const right = this.SUBRULE2(this.notExpression);
      left = this.build(() => binary(left, operator, right));
    });
    return left;
  });

  private readonly notExpression = this.RULE('notExpression', (): Expression => {
    const words: IToken[] = [];
    this.MANY(() => {
      words.push(this.CONSUME(t.word.not));
    });
    const operand = this.SUBRULE(this.comparison);
    return this.build(() => negate(words, operand));
  });

  private readonly comparison = this.RULE('comparison', (): Expression => {
    const left = this.SUBRULE(this.addition);
    let result: Expression = left;
    this.OPTION(() => {
      result = this.OR([
        {
          ALT: () => {
            const operator = this.OR2([
              { ALT: () => this.CONSUME(t.Equals) },
              { ALT: () => this.CONSUME(t.Comparison) },
              { ALT: () => this.CONSUME(t.word.contains) },
            ]);
            const right = this.SUBRULE2(this.addition);
            return this.build(() => binary(left, operator, right));
          },
        },
        { ALT: () => this.SUBRULE(this.inTail, { ARGS: [left] }) },
        { ALT: () => this.SUBRULE(this.matchesTail, { ARGS: [left] }) },
        {
          ALT: (): Expression => {
            const template = this.CONSUME(t.Template);
            return this.build(() => ({
              kind: 'templated',
              operand: left,
              template: templateFrom(template),
              range: this.rangeFrom(left),
            }));
          },
        },
      ]);
    });
    return result;
  });

  private readonly inTail = this.RULE('inTail', (operand: Expression): Expression => {
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(t.word.not);
      negated = true;
    });
    this.CONSUME(t.word.in);
    this.CONSUME(t.LeftParen);
    const options: Expression[] = [];
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => {
        options.push(this.SUBRULE(this.expression));
      },
    });
    this.CONSUME(t.RightParen);
    return this.build(() => ({ kind: 'in', operand, options, negated, range: this.rangeFrom(operand) }));
  });

  private readonly matchesTail = this.RULE('matchesTail', (operand: Expression): Expression => {
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(t.word.not);
      negated = true;
    });
    this.CONSUME(t.word.matches);
    const pattern = this.SUBRULE(this.addition);
    return this.build(() => ({
      kind: 'matches',
      operand,
      pattern,
      negated,
      range: coveringRange(operand.range, pattern.range),
    }));
  });

  private readonly addition = this.RULE('addition', (): Expression => {
    let left = this.SUBRULE(this.multiplication);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]);
      const right = this.SUBRULE2(this.multiplication);
      left = this.build(() => binary(left, operator, right));
    });
    return left;
  });

  private readonly multiplication = this.RULE('multiplication', (): Expression => {
    let left = this.SUBRULE(this.unary);
    this.MANY(() => {
      const operator = this.OR([
        { ALT: () => this.CONSUME(t.Star) },
        { ALT: () => this.CONSUME(t.Slash) },
        { ALT: () => this.CONSUME(t.Percent) },
      ]);
      const right = this.SUBRULE2(this.unary);
      left = this.build(() => binary(left, operator, right));
    });
    return left;
  });

  private readonly unary = this.RULE('unary', (): Expression => {
    const signs: IToken[] = [];
    this.MANY(() => {
      signs.push(this.OR([{ ALT: () => this.CONSUME(t.Minus) }, { ALT: () => this.CONSUME(t.Bang) }]));
    });
    const operand = this.SUBRULE(this.primary);
    return this.build(() => negate(signs, operand));
  });

  private readonly primary = this.RULE('primary', (): Expression =>
    this.OR([
      { ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.literal(() => this.CONSUME(t.Text), stringFrom) },
      { ALT: () => this.literal(() => this.CONSUME(t.NumberToken), numberFrom) },
      { ALT: () => this.literal(() => this.CONSUME(t.RegexText), regexFrom) },
      {
        ALT: () =>
          this.literal(
            () => this.CONSUME(t.word.true),
            (token) => ({ kind: 'boolean', value: true, range: rangeOf(token) }),
          ),
      },
      {
        ALT: () =>
          this.literal(
            () => this.CONSUME(t.word.false),
            (token) => ({ kind: 'boolean', value: false, range: rangeOf(token) }),
          ),
      },
      {
        ALT: () =>
          this.literal(
            () => this.CONSUME(t.word.null),
            (token) => ({ kind: 'null', range: rangeOf(token) }),
          ),
      },
      { ALT: () => this.literal(() => this.CONSUME(t.Template), templateFrom) },
      { ALT: () => this.literal(() => this.CONSUME(t.Word), fieldFrom) },
      { ALT: () => this.literal(() => this.CONSUME(t.PercentField), fieldFrom) },
      { ALT: () => this.literal(() => this.CONSUME(t.NestedQuery), subqueryFrom) },
      {
        ALT: () => {
          const uri = this.CONSUME(t.Uri);
          const path = this.OPTION(() => this.CONSUME2(t.Text));
          return this.build(() => ({
            ...stringFrom(path ?? uri),
            value: `${uri.image}${path === undefined ? '' : stringFrom(path).value}`,
            range: rangeOf(uri, path),
          }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.LeftParen);
          const inner = this.SUBRULE(this.expression);
          this.CONSUME(t.RightParen);
          return inner;
        },
      },
    ]),
  );

  private readonly call = this.RULE('call', (): CallExpression => {
    const name = this.CONSUME(t.Word);
    this.CONSUME(t.LeftParen);
    const args: Expression[] = [];
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => {
        args.push(this.SUBRULE(this.expression));
      },
    });
    this.CONSUME(t.RightParen);
    return this.build(() => ({
      kind: 'call',
      name: name.image,
      nameRange: rangeOf(name),
      args,
      range: this.rangeFrom(name),
    }));
  });

  private literal(consume: () => IToken, read: (token: IToken) => Expression): Expression {
    const token = consume();
    return this.build(() => read(token));
  }
}

/** Applies prefix operators from the inside out; `-` in front of a number makes a negative number. */
function negate(signs: readonly IToken[], operand: Expression): Expression {
  return signs.reduceRight<Expression>((inner, sign) => {
    const range = { start: sign.startOffset, end: inner.range.end };
    if (sign.image !== '-') return { kind: 'unary', operator: 'not', operand: inner, range };
    if (inner.kind === 'number') return { ...inner, value: -inner.value, written: `-${inner.written}`, range };
    return { kind: 'unary', operator: '-', operand: inner, range };
  }, operand);
}
