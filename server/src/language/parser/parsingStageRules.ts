import { numberFrom, stringFrom, templatedNumber, templatedString } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type { AnchorPattern, FieldName, NumberLiteral, StringLiteral } from '../syntax/nodes.ts';
import { ScopeRules } from './scopeRules.ts';
import type { StageBody } from './stageBody.ts';

/** Stages that take fields out of text (language.md 3.1). */
export abstract class ParsingStageRules extends ScopeRules {
  readonly parseAnchor = this.RULE('parseAnchor', (): StageBody<'parse'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const patterns: AnchorPattern[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        patterns.push(this.SUBRULE(this.anchorPattern));
      },
    });
    const nodrop = this.OPTION2(() => this.CONSUME(t.word.nodrop)) !== undefined;
    return { kind: 'parse', source, patterns, nodrop };
  });

  readonly parseRegex = this.RULE('parseRegex', (): StageBody<'parseRegex'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const patterns: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        this.OPTION2(() => this.CONSUME(t.word.regex));
        patterns.push(this.SUBRULE(this.text));
      },
    });
    let multi = false;
    let nodrop = false;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.word.multi);
            multi = true;
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.word.nodrop);
            nodrop = true;
          },
        },
      ]);
    });
    return { kind: 'parseRegex', source, patterns, multi, nodrop };
  });

  readonly json = this.RULE('json', (): StageBody<'json'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const paths = this.SUBRULE(this.textList);
    const aliases = this.SUBRULE(this.aliasList);
    const nodrop = this.OPTION2(() => this.CONSUME(t.word.nodrop)) !== undefined;
    return { kind: 'json', source, paths, aliases, nodrop };
  });

  /** `field=name` */
  protected readonly sourceOption = this.RULE('sourceOption', (): FieldName => {
    this.CONSUME(t.word.field);
    this.CONSUME(t.Equals);
    return this.SUBRULE(this.fieldName);
  });

  protected readonly text = this.RULE('text', (): StringLiteral => {
    const token = this.OR([{ ALT: () => this.CONSUME(t.Text) }, { ALT: () => this.CONSUME(t.Template) }]);
    return this.build(() => (token.tokenType === t.Template ? templatedString(token) : stringFrom(token)));
  });

  protected readonly number = this.RULE('number', (): NumberLiteral => {
    const token = this.OR([{ ALT: () => this.CONSUME(t.NumberToken) }, { ALT: () => this.CONSUME(t.Template) }]);
    return this.build(() => (token.tokenType === t.Template ? templatedNumber(token) : numberFrom(token)));
  });

  /** `as name` */
  protected readonly alias = this.RULE('alias', (): FieldName => {
    this.CONSUME(t.word.as);
    return this.SUBRULE(this.fieldName);
  });

  /** `as a, b`, or nothing. */
  protected readonly aliasList = this.RULE(
    'aliasList',
    (): FieldName[] =>
      this.OPTION(() => {
        this.CONSUME(t.word.as);
        return this.SUBRULE(this.fieldList);
      }) ?? [],
  );

  /** `"a", "b"` */
  protected readonly textList = this.RULE('textList', (): StringLiteral[] => {
    const texts: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        texts.push(this.SUBRULE(this.text));
      },
    });
    return texts;
  });

  /** `"pattern" as a, b` or `"pattern" as (a, b)`; a comma before a quote begins the next pattern. */
  protected readonly anchorPattern = this.RULE('anchorPattern', (): AnchorPattern => {
    const pattern = this.SUBRULE(this.text);
    this.CONSUME(t.word.as);
    const fields = this.OR([
      {
        ALT: () => {
          this.CONSUME(t.LeftParen);
          const list = this.SUBRULE(this.fieldList);
          this.CONSUME(t.RightParen);
          return list;
        },
      },
      {
        ALT: () => {
          const list = [this.SUBRULE(this.fieldName)];
          this.MANY({
            GATE: () => this.LA(2).tokenType.name !== t.Text.name,
            DEF: () => {
              this.CONSUME(t.Comma);
              list.push(this.SUBRULE2(this.fieldName));
            },
          });
          return list;
        },
      },
    ]);
    return { pattern, fields };
  });
}
