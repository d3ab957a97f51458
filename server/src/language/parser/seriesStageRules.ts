import type { IToken, ParserMethod } from 'chevrotain';
import {
  durationFrom,
  fieldFrom,
  numberFrom,
  rangeOf,
  stringFrom,
  templatedDuration,
  templateFrom,
} from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type {
  DirectionValue,
  Duration,
  FieldName,
  FillDefault,
  FillGenerator,
  RunningOperator,
  StageOption,
  StringLiteral,
  TimesliceWidth,
} from '../syntax/nodes.ts';
import { RowStageRules } from './rowStageRules.ts';
import type { StageBody } from './stageBody.ts';

/** A unit apart from its number: `timeslice 1 h`. */
const timeUnit = /^(?:ns|us|ms|[smhdw]|(?:sec|second|min|minute|hour|day|week)s?)$/i;

/** Stages about time and series (language.md 3.5, 3.6, 3.8). */
export abstract class SeriesStageRules extends RowStageRules {
  readonly timeslice = this.RULE('timeslice', (): StageBody<'timeslice'> => {
    this.OPTION(() => this.CONSUME(t.word.by));
    // A unit may be any word, for variables can be part of one; `timeslice as t` has none.
    const width =
      this.OPTION2({ GATE: () => this.LA(1).tokenType !== t.word.as, DEF: () => this.SUBRULE(this.sliceWidth) }) ??
      ({ kind: 'whole' } as const);
    const alias = this.OPTION3(() => this.SUBRULE(this.alias));
    return { kind: 'timeslice', width, alias };
  });

  private readonly sliceWidth = this.RULE('sliceWidth', (): TimesliceWidth =>
    this.OR([
      {
        GATE: () => this.LA(2).tokenType === t.word.buckets,
        ALT: (): TimesliceWidth => {
          const buckets = this.SUBRULE(this.number);
          this.CONSUME(t.word.buckets);
          return { kind: 'buckets', buckets };
        },
      },
      { ALT: (): TimesliceWidth => ({ kind: 'period', period: this.SUBRULE(this.duration) }) },
    ]),
  );

  /** `15m` or `15 m`. */
  protected readonly duration = this.RULE('duration', (): Duration =>
    this.OR([
      {
        ALT: () => {
          const token = this.OR2([{ ALT: () => this.CONSUME(t.Template) }, { ALT: () => this.CONSUME(t.Word) }]);
          return this.build(() => templatedDuration(token));
        },
      },
      {
        ALT: (): Duration => {
          const amount = this.CONSUME(t.NumberToken);
          const unit = this.OPTION({
            GATE: () => /^\d+(\.\d+)?$/.test(this.LA(0).image) && timeUnit.test(this.LA(1).image),
            DEF: () => this.CONSUME2(t.Word),
          });
          return this.build(
            () =>
              durationFrom(amount, unit) ?? {
                kind: 'duration',
                amount: 0,
                unit: 'ms',
                milliseconds: 0,
                range: rangeOf(amount, unit),
              },
          );
        },
      },
    ]),
  );

  readonly transpose = this.RULE('transpose', (): StageBody<'transpose'> => {
    this.CONSUME(t.word.row);
    const rows = this.SUBRULE(this.fieldList);
    this.CONSUME(t.word.column);
    const columns = this.SUBRULE2(this.fieldList);
    const named: FieldName[] = [];
    let openEnded = true;
    this.OPTION(() => {
      this.CONSUME(t.word.as);
      openEnded = false;
      this.AT_LEAST_ONE_SEP({
        SEP: t.Comma,
        DEF: () => {
          this.OR([
            {
              ALT: () => {
                this.CONSUME(t.Star);
                openEnded = true;
              },
            },
            { ALT: () => void named.push(this.SUBRULE(this.fieldName)) },
          ]);
        },
      });
    });
    return { kind: 'transpose', rows, columns, named, openEnded };
  });

  readonly fillmissing = this.RULE('fillmissing', (): StageBody<'fillmissing'> => {
    const generators: FillGenerator[] = [];
    const defaults: FillDefault[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        generators.push(this.SUBRULE(this.fillGenerator));
      },
    });
    this.OPTION(() => {
      this.CONSUME(t.word.with);
      this.AT_LEAST_ONE_SEP2({
        SEP: t.Comma,
        DEF: () => {
          defaults.push(this.SUBRULE(this.fillDefault));
        },
      });
    });
    const takeLast = this.OPTION2(() => this.CONSUME(t.word.takelast)) !== undefined;
    return { kind: 'fillmissing', generators, defaults, takeLast };
  });

  private readonly fillGenerator = this.RULE('fillGenerator', (): FillGenerator =>
    this.OR([
      {
        ALT: (): FillGenerator => {
          this.CONSUME(t.word.timeslice);
          const period = this.OPTION(() => {
            this.CONSUME(t.LeftParen);
            const duration = this.SUBRULE(this.duration);
            this.CONSUME(t.RightParen);
            return duration;
          });
          const field = this.OPTION2(() => this.SUBRULE(this.inField));
          return { kind: 'timeslice', period, field };
        },
      },
      {
        ALT: (): FillGenerator => {
          this.CONSUME(t.word.values);
          return this.OR2([
            {
              ALT: (): FillGenerator => {
                this.CONSUME(t.word.all);
                return { kind: 'allValues', field: this.SUBRULE2(this.inField) };
              },
            },
            {
              ALT: (): FillGenerator => {
                const values: StringLiteral[] = [];
                this.CONSUME2(t.LeftParen);
                this.AT_LEAST_ONE_SEP({
                  SEP: t.Comma,
                  DEF: () => {
                    values.push(this.SUBRULE(this.text));
                  },
                });
                this.CONSUME2(t.RightParen);
                return { kind: 'values', values, field: this.SUBRULE3(this.inField) };
              },
            },
          ]);
        },
      },
    ]),
  );

  protected readonly inField = this.RULE('inField', (): FieldName => {
    this.CONSUME(t.word.in);
    return this.SUBRULE(this.fieldName);
  });

  private readonly fillDefault = this.RULE('fillDefault', (): FillDefault => {
    const value = this.OR([
      { ALT: () => this.SUBRULE(this.text) },
      { ALT: () => this.SUBRULE(this.signedNumber) },
      {
        ALT: (): FillDefault['value'] => {
          const token = this.CONSUME(t.word.null);
          return this.build(() => ({ kind: 'null', range: rangeOf(token) }));
        },
      },
    ]);
    this.CONSUME(t.word.for);
    return { value, field: this.SUBRULE(this.fieldName) };
  });

  private readonly signedNumber = this.RULE('signedNumber', (): FillDefault['value'] & { kind: 'number' } => {
    const sign = this.OPTION(() => this.CONSUME(t.Minus));
    const token = this.CONSUME(t.NumberToken);
    return this.build(() => {
      const number = numberFrom(token);
      return sign === undefined
        ? number
        : { ...number, value: -number.value, written: `-${number.written}`, range: rangeOf(sign, token) };
    });
  });

  readonly accum = this.running('accum');
  readonly total = this.running('total');
  readonly diff = this.running('diff');
  readonly backshift = this.running('backshift');
  readonly smooth = this.running('smooth');
  readonly rollingstd = this.running('rollingstd');

  /** `smooth f, 10 as name by g`, also `total(f)`. */
  private running(operator: RunningOperator): ParserMethod<[], StageBody<'running'>> {
    return this.RULE(operator, (): StageBody<'running'> => {
      let alias: FieldName | undefined;
      let groupBy: FieldName[] = [];
      const field = this.OR([
        { ALT: () => this.SUBRULE(this.fieldName) },
        {
          ALT: () => {
            this.CONSUME(t.LeftParen);
            const inner = this.SUBRULE2(this.fieldName);
            this.CONSUME(t.RightParen);
            return inner;
          },
        },
      ]);
      const window = this.OPTION(() => {
        this.CONSUME(t.Comma);
        return this.SUBRULE(this.number);
      });
      this.MANY(() => {
        this.OR2([
          {
            ALT: () => {
              alias = this.SUBRULE(this.alias);
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.word.by);
              groupBy = this.SUBRULE(this.fieldList);
            },
          },
        ]);
      });
      return { kind: 'running', operator, field, window, alias, groupBy };
    });
  }

  readonly bin = this.RULE('bin', (): StageBody<'bin'> => {
    const field = this.SUBRULE(this.fieldName);
    const options = this.SUBRULE(this.stageOptions);
    return { kind: 'bin', field, options };
  });

  readonly outlier = this.RULE('outlier', (): StageBody<'outlier'> => {
    const field = this.SUBRULE(this.fieldName);
    const groupBy =
      this.OPTION(() => {
        this.CONSUME(t.word.by);
        // A comma may also lead to the options: `outlier x by y, window=5`.
        const list = [this.SUBRULE2(this.fieldName)];
        this.MANY({
          GATE: () => this.LA(3).tokenType !== t.Equals,
          DEF: () => {
            this.CONSUME(t.Comma);
            list.push(this.SUBRULE3(this.fieldName));
          },
        });
        return list;
      }) ?? [];
    const options = this.SUBRULE(this.stageOptions);
    return { kind: 'outlier', field, groupBy, options };
  });

  /** `name=value` in any order, with or without commas between. */
  protected readonly stageOptions = this.RULE('stageOptions', (): StageOption[] => {
    const options: StageOption[] = [];
    this.MANY({
      GATE: () => this.LA(this.LA(1).tokenType === t.Comma ? 3 : 2).tokenType === t.Equals,
      DEF: () => {
        this.OPTION(() => this.CONSUME(t.Comma));
        options.push(this.SUBRULE(this.stageOption));
      },
    });
    return options;
  });

  protected readonly stageOption = this.RULE('stageOption', (): StageOption => {
    const name = this.CONSUME(t.Word);
    this.CONSUME(t.Equals);
    const value = this.OR([
      { ALT: () => this.SUBRULE(this.number) },
      { ALT: () => this.read(() => this.CONSUME(t.Text), stringFrom) },
      { ALT: () => this.read(() => this.CONSUME(t.Template), templateFrom) },
      { ALT: () => this.read(() => this.CONSUME2(t.Word), fieldFrom) },
      {
        GATE: () => this.LA(1).tokenType === t.Minus && this.LA(2).tokenType === t.NumberToken,
        ALT: () => this.SUBRULE(this.signedNumber),
      },
      { ALT: () => this.SUBRULE(this.direction) },
    ]);
    // `startsWith="text";strict`
    const qualifier = this.OPTION(() => {
      this.CONSUME(t.Semicolon);
      return this.CONSUME3(t.Word);
    });
    return this.build(() => ({
      name: name.image.toLowerCase(),
      nameRange: rangeOf(name),
      value,
      strict: qualifier?.image.toLowerCase() === 'strict',
    }));
  });

  private readonly direction = this.RULE('direction', (): DirectionValue => {
    const signs: IToken[] = [];
    this.AT_LEAST_ONE(() => {
      signs.push(this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]));
    });
    return this.build(() => {
      const value = signs.map((sign) => sign.image).join('');
      const range = rangeOf(signs[0] as IToken, signs.at(-1));
      return { kind: 'direction', value: value === '+' || value === '-' ? value : '+-', range };
    });
  });

  protected read<T>(consume: () => IToken, from: (token: IToken) => T): T {
    const token = consume();
    return this.build(() => from(token));
  }
}
