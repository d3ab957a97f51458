import type { IToken } from 'chevrotain';
import { rangeOf, stringFrom } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type {
  CharacterOption,
  ColumnItem,
  FieldName,
  KeyvalueStage,
  NumberLiteral,
  StringLiteral,
} from '../syntax/nodes.ts';
import { ParsingStageRules } from './parsingStageRules.ts';
import type { StageBody } from './stageBody.ts';

/** Options that stages collect in any order; the last of a kind counts. */
interface Collected {
  source: FieldName | undefined;
  pattern: StringLiteral | undefined;
  delimiter: StringLiteral | undefined;
  maxDepth: NumberLiteral | undefined;
  mode: KeyvalueStage['mode'];
  readonly keys: StringLiteral[];
  readonly aliases: FieldName[];
  refOnly: boolean;
  extractArrays: boolean;
  nodrop: boolean;
}

const nothing = (): Collected => ({
  source: undefined,
  pattern: undefined,
  delimiter: undefined,
  maxDepth: undefined,
  mode: 'infer',
  keys: [],
  aliases: [],
  refOnly: false,
  extractArrays: false,
  nodrop: false,
});

/** Stages that take apart whole texts: objects, columns, pairs, documents (language.md 3.1). */
export abstract class SplittingStageRules extends ParsingStageRules {
  readonly jsonAuto = this.RULE('jsonAuto', (): StageBody<'jsonAuto'> => {
    const found = this.SUBRULE(this.autoOptions);
    return this.build(() => {
      const { source, keys, aliases, maxDepth, refOnly, extractArrays, nodrop } = found;
      return { kind: 'jsonAuto', source, keys, aliases, maxDepth, refOnly, extractArrays, nodrop };
    });
  });

  readonly keyvalue = this.RULE('keyvalue', (): StageBody<'keyvalue'> => {
    const found = this.SUBRULE(this.autoOptions);
    return this.build(() => {
      const { source, keys, aliases, pattern, delimiter, mode, refOnly, nodrop } = found;
      return { kind: 'keyvalue', mode, source, pattern, delimiter, keys, aliases, refOnly, nodrop };
    });
  });

  /** The options of `json auto` and `keyvalue`, which come in any order. */
  private readonly autoOptions = this.RULE('autoOptions', (): Collected => {
    const found = nothing();
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.word.auto);
            found.mode = 'auto';
          },
        },
        { ALT: () => this.CONSUME(t.word.infer) },
        {
          ALT: () => {
            found.source = this.SUBRULE(this.sourceOption);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.regex);
            found.mode = 'regex';
            found.pattern = this.SUBRULE(this.text);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.delim);
            this.OPTION(() => this.CONSUME(t.Equals));
            found.delimiter = this.SUBRULE2(this.text);
          },
        },
        {
          ALT: () => {
            this.OPTION2(() => this.CONSUME(t.word.keys));
            found.keys.push(...this.listOf(this.SUBRULE(this.textList)));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.as);
            found.aliases.push(...this.listOf(this.SUBRULE(this.fieldList)));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.maxdepth);
            this.OPTION3(() => this.CONSUME2(t.Equals));
            found.maxDepth = this.SUBRULE(this.number);
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.refonly);
            found.refOnly = true;
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.extractarrays);
            found.extractArrays = true;
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.nodrop);
            found.nodrop = true;
          },
        },
      ]);
    });
    return found;
  });

  readonly parseXml = this.RULE('parseXml', (): StageBody<'parseXml'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const paths = this.SUBRULE(this.textList);
    const aliases = this.SUBRULE(this.aliasList);
    const nodrop = this.OPTION2(() => this.CONSUME(t.word.nodrop)) !== undefined;
    return { kind: 'parseXml', source, paths, aliases, nodrop };
  });

  readonly csv = this.RULE('csv', (): StageBody<'csv' | 'split'> => ({ kind: 'csv', ...this.SUBRULE(this.columns) }));

  readonly split = this.RULE('split', (): StageBody<'csv' | 'split'> => ({
    kind: 'split',
    ...this.SUBRULE(this.columns),
  }));

  /** `field delim=':' extract 1 as a, b, _` */
  private readonly columns = this.RULE('columns', (): Omit<StageBody<'csv' | 'split'>, 'kind'> => {
    const source = this.SUBRULE(this.fieldName);
    const options: CharacterOption[] = [];
    this.MANY(() => {
      options.push(this.SUBRULE(this.characterOption));
      this.OPTION(() => this.CONSUME(t.Comma));
    });
    this.CONSUME(t.word.extract);
    const items: ColumnItem[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        items.push(this.SUBRULE(this.columnItem));
      },
    });
    return { source, options, items };
  });

  private readonly characterOption = this.RULE('characterOption', (): CharacterOption => {
    const name = this.CONSUME(t.Word);
    this.CONSUME(t.Equals);
    const value: IToken = this.OR([{ ALT: () => this.CONSUME(t.SingleQuoted) }, { ALT: () => this.CONSUME(t.Text) }]);
    return this.build(() => ({
      name: name.image.toLowerCase(),
      nameRange: rangeOf(name),
      value: value.tokenType === t.SingleQuoted ? characterOf(value.image) : stringFrom(value).value,
      valueRange: rangeOf(value),
    }));
  });

  private readonly columnItem = this.RULE('columnItem', (): ColumnItem => {
    const index = this.OPTION(() => {
      const number = this.SUBRULE(this.number);
      this.CONSUME(t.word.as);
      return number;
    });
    const field = this.SUBRULE(this.fieldName);
    return this.build(() => ({ index, field: field.name === '_' ? undefined : field }));
  });

  /** While the grammar is recorded rules return nothing that can be spread. */
  private listOf<T>(list: readonly T[]): readonly T[] {
    return this.RECORDING_PHASE ? [] : list;
  }
}

/** The character of `':'`, `'\t'` or `'\'`. */
function characterOf(image: string): string {
  const inner = image.slice(1, -1);
  return inner === '\\t' ? '\t' : inner.length === 2 ? (inner[1] ?? inner) : inner;
}
