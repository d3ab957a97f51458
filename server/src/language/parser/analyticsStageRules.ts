import { fieldFrom, rangeOf, stringFrom } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type {
  CompareShift,
  FieldName,
  JoinTable,
  LogreduceStage,
  MergeItem,
  StringLiteral,
  TableField,
  TransactionStage,
  TransactionState,
} from '../syntax/nodes.ts';
import { pipelineFrom } from './nestedQueries.ts';
import { SeriesStageRules } from './seriesStageRules.ts';
import type { StageBody } from './stageBody.ts';

/** Stages that compare, join and group messages (language.md 3.6 to 3.9). */
export abstract class AnalyticsStageRules extends SeriesStageRules {
  readonly compare = this.RULE('compare', (): StageBody<'compare'> => {
    const shifts: CompareShift[] = [];
    this.OPTION(() => this.CONSUME(t.word.with));
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        shifts.push(this.SUBRULE(this.compareShift));
      },
    });
    return { kind: 'compare', shifts };
  });

  private readonly compareShift = this.RULE('compareShift', (): CompareShift => {
    this.CONSUME(t.word.timeshift);
    this.OPTION(() => this.CONSUME(t.Minus));
    const shift = this.SUBRULE(this.duration);
    const count = this.OPTION2(() => this.SUBRULE(this.number));
    const aggregate = this.OPTION3(() =>
      this.OR([
        { ALT: () => this.CONSUME(t.word.avg) },
        { ALT: () => this.CONSUME(t.word.min) },
        { ALT: () => this.CONSUME(t.word.max) },
      ]),
    );
    const alias = this.OPTION4(() => this.SUBRULE(this.alias));
    return this.build(() => ({
      shift,
      count,
      aggregate: aggregate?.image.toLowerCase() as CompareShift['aggregate'],
      alias,
    }));
  });

  readonly predict = this.RULE('predict', (): StageBody<'predict'> => {
    const field = this.SUBRULE(this.fieldName);
    this.CONSUME(t.word.by);
    const period = this.SUBRULE(this.duration);
    const options = this.SUBRULE(this.stageOptions);
    return { kind: 'predict', field, period, options };
  });

  readonly logreduce = this.RULE('logreduce', (): StageBody<'logreduce'> => {
    let mode: LogreduceStage['mode'] = 'signatures';
    let fields: FieldName[] = [];
    let source: FieldName | undefined;
    let groupBy: FieldName[] = [];
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.word.keys);
            mode = 'keys';
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.values);
            this.CONSUME(t.word.on);
            fields = this.SUBRULE(this.fieldList);
            mode = 'values';
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.LeftParen);
            source = this.SUBRULE(this.fieldName);
            this.CONSUME(t.RightParen);
          },
        },
      ]);
    });
    this.OPTION2(() => {
      source = this.SUBRULE(this.sourceOption);
    });
    this.OPTION3(() => {
      this.CONSUME(t.word.by);
      groupBy = this.SUBRULE2(this.fieldList);
    });
    this.OPTION4(() => this.CONSUME(t.word.optimize));
    const options = this.SUBRULE(this.stageOptions);
    this.OPTION5(() => this.CONSUME2(t.word.optimize));
    return { kind: 'logreduce', mode, source, fields, groupBy, options };
  });

  readonly logcompare = this.RULE('logcompare', (): StageBody<'logcompare'> => {
    this.CONSUME(t.word.timeshift);
    this.OPTION(() => this.CONSUME(t.Minus));
    const shift = this.SUBRULE(this.duration);
    const baseline = this.OPTION2(() => {
      this.CONSUME(t.word.baseline);
      return this.read(() => this.CONSUME(t.NestedQuery), rangeOf);
    });
    return { kind: 'logcompare', shift, baseline };
  });

  readonly logexplain = this.RULE('logexplain', (): StageBody<'logexplain'> => {
    const condition = this.SUBRULE(this.expression);
    this.CONSUME(t.word.on);
    const fields = this.SUBRULE(this.fieldList);
    return { kind: 'logexplain', condition, fields };
  });

  readonly filter = this.RULE('filter', (): StageBody<'filter'> => {
    const fields = this.SUBRULE(this.fieldList);
    this.CONSUME(t.word.in);
    const nested = this.CONSUME(t.NestedQuery);
    return this.build(() => ({ kind: 'filter', fields, pipeline: pipelineFrom(nested) }));
  });

  readonly join = this.RULE('join', (): StageBody<'join'> => {
    const tables: JoinTable[] = [];
    const on: { left: TableField; right: TableField }[] = [];
    this.AT_LEAST_ONE(() => {
      tables.push(this.SUBRULE(this.joinTable));
      this.OPTION(() => this.CONSUME(t.Comma));
    });
    this.CONSUME(t.word.on);
    this.AT_LEAST_ONE_SEP({
      SEP: t.word.and,
      DEF: () => {
        const left = this.SUBRULE(this.tableField);
        this.CONSUME(t.Equals);
        const right = this.SUBRULE2(this.tableField);
        on.push({ left, right });
      },
    });
    const timeWindow = this.OPTION2(() => {
      this.CONSUME(t.word.timewindow);
      return this.SUBRULE(this.duration);
    });
    return { kind: 'join', tables, on, timeWindow };
  });

  private readonly joinTable = this.RULE('joinTable', (): JoinTable => {
    const nested = this.CONSUME(t.NestedQuery);
    const alias = this.SUBRULE(this.alias);
    return this.build(() => ({ pipeline: pipelineFrom(nested), alias }));
  });

  /** `t1.field`, also with blanks around the dot. */
  private readonly tableField = this.RULE('tableField', (): TableField => {
    const first = this.CONSUME(t.Word);
    const second = this.OPTION(() => {
      this.CONSUME(t.Dot);
      return this.OR([{ ALT: () => this.CONSUME2(t.Word) }, { ALT: () => this.CONSUME(t.PercentField) }]);
    });
    return this.build(() => {
      const [table = '', ...rest] = first.image.split('.');
      const field = second === undefined ? rest.join('.') : [...rest, fieldFrom(second).name].join('.');
      return { table, field, range: rangeOf(first, second) };
    });
  });

  readonly compose = this.RULE('compose', (): StageBody<'compose'> => {
    this.OPTION(() => this.CONSUME(t.word.by));
    const fields = this.SUBRULE(this.fieldList);
    this.OPTION2(() => this.CONSUME(t.Comma));
    const maxResults = this.OPTION3(() => {
      this.CONSUME(t.word.maxresults);
      this.CONSUME(t.Equals);
      return this.SUBRULE(this.number);
    });
    this.OPTION4(() => this.CONSUME2(t.Comma));
    const keywords = this.OPTION5(() => this.CONSUME(t.word.keywords)) !== undefined;
    return { kind: 'compose', fields, maxResults, keywords };
  });

  readonly transaction = this.RULE('transaction', (): StageBody<'transaction'> => {
    this.CONSUME(t.word.on);
    const fields = this.SUBRULE(this.fieldList);
    const fringe = this.OPTION(() => {
      this.CONSUME(t.Word);
      this.CONSUME(t.Equals);
      return this.SUBRULE(this.duration);
    });
    const states: TransactionState[] = [];
    this.MANY(() => {
      this.OPTION2(() => this.CONSUME(t.Comma));
      const found = this.SUBRULE(this.transactionStates);
      this.ACTION(() => void states.push(...found));
    });
    const results = this.OPTION3(() => {
      this.CONSUME(t.word.results);
      this.CONSUME(t.word.by);
      return this.OR([
        { ALT: () => this.CONSUME(t.word.transactions) },
        { ALT: () => this.CONSUME(t.word.states) },
        { ALT: () => this.CONSUME(t.word.flow) },
      ]);
    });
    return this.build(() => ({
      kind: 'transaction',
      fields,
      fringe,
      states,
      resultsBy: (results?.image.toLowerCase() ?? 'transactions') as TransactionStage['resultsBy'],
    }));
  });

  /** `with "*x*" in field as state`, or `with states a, b in field`. */
  private readonly transactionStates = this.RULE('transactionStates', (): TransactionState[] => {
    this.CONSUME(t.word.with);
    return this.OR([
      {
        ALT: (): TransactionState[] => {
          this.CONSUME(t.word.states);
          const names = this.SUBRULE(this.fieldList);
          const field = this.OPTION(() => this.SUBRULE(this.inField));
          return this.build(() => names.map((state) => ({ pattern: undefined, field, state })));
        },
      },
      {
        ALT: (): TransactionState[] => {
          const pattern = this.SUBRULE(this.text);
          const field = this.OPTION2(() => this.SUBRULE2(this.inField));
          const state = this.SUBRULE(this.alias);
          return [{ pattern, field, state }];
        },
      },
    ]);
  });

  readonly transactionize = this.RULE('transactionize', (): StageBody<'transactionize'> => {
    const fields = this.SUBRULE(this.fieldList);
    const alias = this.OPTION(() => this.SUBRULE(this.alias));
    const options = this.SUBRULE(this.stageOptions);
    const nested = this.OPTION2(() => this.CONSUME(t.NestedQuery));
    return this.build(() => ({
      kind: 'transactionize',
      fields,
      alias,
      options,
      pipeline: nested === undefined ? undefined : pipelineFrom(nested),
    }));
  });

  readonly merge = this.RULE('merge', (): StageBody<'merge'> => {
    const items: MergeItem[] = [];
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => {
        items.push(this.SUBRULE(this.mergeItem));
      },
    });
    return { kind: 'merge', items };
  });

  private readonly mergeItem = this.RULE('mergeItem', (): MergeItem => {
    const field = this.SUBRULE(this.fieldName);
    let separator: StringLiteral | undefined;
    const mode = this.OPTION(() =>
      this.OR([
        { ALT: (): MergeItem['mode'] => this.mode(() => this.CONSUME(t.word.takedistinct), 'takeDistinct') },
        { ALT: (): MergeItem['mode'] => this.mode(() => this.CONSUME(t.word.takefirst), 'takeFirst') },
        { ALT: (): MergeItem['mode'] => this.mode(() => this.CONSUME(t.word.takelast), 'takeLast') },
        {
          ALT: (): MergeItem['mode'] => {
            this.CONSUME(t.word.join);
            this.CONSUME(t.word.with);
            separator = this.SUBRULE(this.text);
            return 'join';
          },
        },
      ]),
    );
    const alias = this.OPTION2(() => this.SUBRULE(this.alias));
    return { field, mode: mode ?? 'join', separator, alias };
  });

  private mode(consume: () => unknown, name: MergeItem['mode']): MergeItem['mode'] {
    consume();
    return name;
  }

  readonly sessionize = this.RULE('sessionize', (): StageBody<'sessionize'> => {
    const patterns: StageBody<'sessionize'>['patterns'][number][] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        patterns.push(this.SUBRULE(this.anchorPattern));
      },
    });
    return { kind: 'sessionize', patterns };
  });

  readonly trace = this.RULE('trace', (): StageBody<'trace'> => {
    const sign = this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]),
    );
    const pattern = this.CONSUME(t.Text);
    const start = this.CONSUME2(t.Text);
    return this.build(() => ({
      kind: 'trace',
      direction: sign === undefined ? 'both' : sign.tokenType === t.Plus ? 'forward' : 'backward',
      pattern: stringFrom(pattern),
      start: stringFrom(start),
    }));
  });
}
