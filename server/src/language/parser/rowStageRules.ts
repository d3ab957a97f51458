import type { IToken } from 'chevrotain';
import { rangeOf } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type {
  AggregateCall,
  FieldName,
  LookupOutput,
  LookupPair,
  LookupTable,
  NumberLiteral,
  SortKey,
  StringLiteral,
} from '../syntax/nodes.ts';
import { SplittingStageRules } from './splittingStageRules.ts';
import type { StageBody } from './stageBody.ts';

/** Stages that filter, compute, group and order rows (language.md 3.2 to 3.4, 3.7). */
export abstract class RowStageRules extends SplittingStageRules {
  readonly where = this.RULE('where', (): StageBody<'where'> => ({
    kind: 'where',
    condition: this.SUBRULE(this.expression),
  }));

  readonly expressionStage = this.RULE('expressionStage', (): StageBody<'expression'> => {
    const expression = this.SUBRULE(this.expression);
    const alias = this.OPTION(() => this.SUBRULE(this.alias));
    return { kind: 'expression', expression, alias };
  });

  readonly fields = this.RULE('fields', (): StageBody<'fields'> => {
    const dropped = this.OPTION(() => this.CONSUME(t.Minus)) !== undefined;
    const fields = this.SUBRULE(this.listWithOrWithoutBrackets);
    return { kind: 'fields', mode: dropped ? 'drop' : 'keep', fields };
  });

  /** `a, b` or `(a, b)` */
  private readonly listWithOrWithoutBrackets = this.RULE('listWithOrWithoutBrackets', (): FieldName[] =>
    this.OR([
      { ALT: () => this.SUBRULE(this.fieldList) },
      {
        ALT: () => {
          this.CONSUME(t.LeftParen);
          const list = this.SUBRULE2(this.fieldList);
          this.CONSUME(t.RightParen);
          return list;
        },
      },
    ]),
  );

  readonly aggregateStage = this.RULE('aggregateStage', (): StageBody<'aggregateStage'> => {
    const aggregates: AggregateCall[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        aggregates.push(this.SUBRULE(this.aggregateCall));
      },
    });
    const groupBy =
      this.OPTION(() => {
        // `by`, `group by`, `group` or no word at all (language.md 3.4).
        this.OPTION2(() => this.CONSUME(t.word.group));
        this.OPTION3(() => this.CONSUME(t.word.by));
        return this.SUBRULE(this.fieldList);
      }) ?? [];
    const trailing = this.OPTION4(() => this.SUBRULE(this.alias));
    return this.build(() => ({ kind: 'aggregateStage', aggregates: withTrailingAlias(aggregates, trailing), groupBy }));
  });

  private readonly aggregateCall = this.RULE('aggregateCall', (): AggregateCall => {
    const name = this.CONSUME(t.Word);
    const args: (FieldName | NumberLiteral)[] = [];
    this.OPTION(() => {
      this.CONSUME(t.LeftParen);
      this.MANY_SEP({
        SEP: t.Comma,
        DEF: () => {
          this.OR([
            { ALT: () => void this.CONSUME(t.Star) },
            { ALT: () => void args.push(this.SUBRULE(this.fieldName)) },
            { ALT: () => void args.push(this.SUBRULE(this.number)) },
          ]);
        },
      });
      this.CONSUME(t.RightParen);
    });
    const alias = this.OPTION2(() => this.SUBRULE(this.alias));
    return this.build(() => ({
      kind: 'aggregate',
      name: name.image,
      nameRange: rangeOf(name),
      args,
      alias,
      range: this.rangeFrom(name),
    }));
  });

  readonly sort = this.RULE('sort', (): StageBody<'sort'> => {
    this.OPTION(() => this.CONSUME(t.word.by));
    const keys = this.OPTION2(() => this.SUBRULE(this.sortKeys)) ?? [];
    return { kind: 'sort', keys };
  });

  readonly top = this.RULE('top', (): StageBody<'top'> => {
    const count = this.SUBRULE(this.number);
    const fields = this.SUBRULE(this.fieldList);
    const keys =
      this.OPTION(() => {
        this.CONSUME(t.word.by);
        return this.SUBRULE(this.sortKeys);
      }) ?? [];
    return { kind: 'top', count, fields, keys };
  });

  readonly limit = this.RULE('limit', (): StageBody<'limit'> => ({ kind: 'limit', count: this.SUBRULE(this.number) }));

  readonly topk = this.RULE('topk', (): StageBody<'topk'> => {
    this.CONSUME(t.LeftParen);
    const count = this.SUBRULE(this.number);
    this.CONSUME(t.Comma);
    const fields = this.SUBRULE(this.fieldList);
    this.CONSUME(t.RightParen);
    const groupBy =
      this.OPTION(() => {
        this.OPTION2(() => this.CONSUME(t.word.group));
        this.CONSUME(t.word.by);
        return this.SUBRULE2(this.fieldList);
      }) ?? [];
    return { kind: 'topk', count, fields, groupBy };
  });

  readonly countFrequent = this.RULE('countFrequent', (): StageBody<'countFrequent'> => ({
    kind: 'countFrequent',
    fields: this.SUBRULE(this.listWithOrWithoutBrackets),
  }));

  readonly dedup = this.RULE('dedup', (): StageBody<'dedup'> => {
    const consecutive = this.OPTION(() => this.CONSUME(t.word.consecutive)) !== undefined;
    const count = this.OPTION2(() => this.SUBRULE(this.number));
    const groupBy =
      this.OPTION3(() => {
        this.CONSUME(t.word.by);
        return this.SUBRULE(this.fieldList);
      }) ?? [];
    return { kind: 'dedup', consecutive, count, groupBy };
  });

  readonly withtime = this.RULE('withtime', (): StageBody<'withtime'> => ({
    kind: 'withtime',
    field: this.SUBRULE(this.fieldName),
  }));

  readonly geoip = this.RULE('geoip', (): StageBody<'geoip'> => {
    const field = this.SUBRULE(this.fieldName);
    const columns: FieldName[] = [];
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      columns.push(this.SUBRULE2(this.fieldName));
    });
    return { kind: 'geoip', field, columns };
  });

  readonly threatip = this.RULE('threatip', (): StageBody<'threat'> => ({
    kind: 'threat',
    operator: 'threatip',
    fields: [this.SUBRULE(this.fieldName)],
    singleIndicator: false,
    source: undefined,
  }));

  readonly threatlookup = this.RULE('threatlookup', (): StageBody<'threat'> => {
    const singleIndicator = this.OPTION(() => this.CONSUME(t.word.singleindicator)) !== undefined;
    const source = this.OPTION2((): StringLiteral => {
      this.CONSUME(t.word.source);
      this.CONSUME(t.Equals);
      return this.SUBRULE(this.text);
    });
    this.OPTION3(() => this.CONSUME(t.Comma));
    const fields = this.SUBRULE(this.fieldList);
    return { kind: 'threat', operator: 'threatlookup', fields, singleIndicator, source };
  });

  readonly cat = this.RULE('cat', (): StageBody<'cat'> => ({ kind: 'cat', table: this.SUBRULE(this.lookupTable) }));

  readonly save = this.RULE('save', (): StageBody<'save'> => {
    const append = this.OPTION(() => this.CONSUME(t.word.append)) !== undefined;
    const table = this.SUBRULE(this.lookupTable);
    return { kind: 'save', append, table };
  });

  readonly lookup = this.RULE('lookup', (): StageBody<'lookup'> => {
    const outputs = this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Star);
          return [];
        },
      },
      { ALT: () => this.SUBRULE(this.lookupOutputs) },
    ]);
    this.CONSUME(t.word.from);
    const table = this.SUBRULE(this.lookupTable);
    this.CONSUME(t.word.on);
    const on: LookupPair[] = [this.SUBRULE(this.lookupPair)];
    this.MANY(() => {
      this.OR2([{ ALT: () => this.CONSUME(t.Comma) }, { ALT: () => this.CONSUME(t.word.and) }]);
      on.push(this.SUBRULE2(this.lookupPair));
    });
    return { kind: 'lookup', outputs, table, on };
  });

  private readonly lookupOutputs = this.RULE('lookupOutputs', (): LookupOutput[] => {
    const outputs: LookupOutput[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        const column = this.SUBRULE(this.fieldName);
        const alias = this.OPTION(() => this.SUBRULE(this.alias));
        outputs.push({ column, alias });
      },
    });
    return outputs;
  });

  /** `geo://location`, `https://…/x.csv`, `path://"/Library/x"`, `/shared/table`: everything up to `on`. */
  private readonly lookupTable = this.RULE('lookupTable', (): LookupTable => {
    const parts: IToken[] = [];
    this.AT_LEAST_ONE({
      GATE: () => this.LA(1).tokenType !== t.word.on,
      DEF: () => {
        parts.push(
          this.OR([
            { ALT: () => this.CONSUME(t.Uri) },
            { ALT: () => this.CONSUME(t.Text) },
            { ALT: () => this.CONSUME(t.Slash) },
            { ALT: () => this.CONSUME(t.Minus) },
            { ALT: () => this.CONSUME(t.NumberToken) },
            { ALT: () => this.CONSUME(t.Template) },
            { ALT: () => this.CONSUME(t.Word) },
          ]),
        );
      },
    });
    return this.build(() => ({
      uri: parts.map((part) => part.image).join(''),
      range: rangeOf(parts[0] as IToken, parts.at(-1)),
    }));
  });

  private readonly lookupPair = this.RULE('lookupPair', (): LookupPair => {
    const left = this.SUBRULE(this.fieldName);
    const right = this.OPTION(() => {
      this.CONSUME(t.Equals);
      return this.SUBRULE2(this.fieldName);
    });
    return { left, right };
  });

  private readonly sortKeys = this.RULE('sortKeys', (): SortKey[] => {
    const keys: SortKey[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        let ascending = false;
        this.OPTION(() => {
          this.OR([
            {
              ALT: () => {
                this.CONSUME(t.Plus);
                ascending = true;
              },
            },
            { ALT: () => this.CONSUME(t.Minus) },
          ]);
        });
        const field = this.SUBRULE(this.fieldName);
        this.OPTION2(() => {
          this.OR2([
            {
              ALT: () => {
                this.CONSUME(t.word.asc);
                ascending = true;
              },
            },
            {
              ALT: () => {
                this.CONSUME(t.word.desc);
                ascending = false;
              },
            },
          ]);
        });
        keys.push({ field, ascending });
      },
    });
    return keys;
  });
}

/** `values(x) by g as name` names the last function of the list. */
function withTrailingAlias(
  aggregates: readonly AggregateCall[],
  alias: FieldName | undefined,
): readonly AggregateCall[] {
  const last = aggregates.at(-1);
  return alias === undefined || last === undefined ? aggregates : [...aggregates.slice(0, -1), { ...last, alias }];
}
