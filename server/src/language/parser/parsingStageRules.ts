import { stringFrom } from '../lexer/literals.ts';
import * as t from '../lexer/tokens.ts';
import type { AnchorPattern, FieldName, StringLiteral } from '../syntax/nodes.ts';
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
    const nodrop = this.OPTION2(() => this.CONSUME(t.Nodrop)) !== undefined;
    return { kind: 'parse', source, patterns, nodrop };
  });

  readonly parseRegex = this.RULE('parseRegex', (): StageBody<'parseRegex'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const patterns: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        this.OPTION2(() => this.CONSUME(t.Regex));
        patterns.push(this.SUBRULE(this.text));
      },
    });
    let multi = false;
    let nodrop = false;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.Multi);
            multi = true;
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Nodrop);
            nodrop = true;
          },
        },
      ]);
    });
    return { kind: 'parseRegex', source, patterns, multi, nodrop };
  });

  readonly json = this.RULE('json', (): StageBody<'json'> => {
    const source = this.OPTION(() => this.SUBRULE(this.sourceOption));
    const paths: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        paths.push(this.SUBRULE(this.text));
      },
    });
    const aliases =
      this.OPTION2(() => {
        this.CONSUME(t.As);
        return this.SUBRULE(this.fieldList);
      }) ?? [];
    const nodrop = this.OPTION3(() => this.CONSUME(t.Nodrop)) !== undefined;
    return { kind: 'json', source, paths, aliases, nodrop };
  });

  /** `field=name` */
  protected readonly sourceOption = this.RULE('sourceOption', (): FieldName => {
    this.CONSUME(t.Field);
    this.CONSUME(t.Equals);
    return this.SUBRULE(this.fieldName);
  });

  protected readonly text = this.RULE('text', (): StringLiteral => {
    const token = this.CONSUME(t.Text);
    return this.build(() => stringFrom(token));
  });

  /** `"pattern" as a, b` or `"pattern" as (a, b)`; a comma before a quote begins the next pattern. */
  private readonly anchorPattern = this.RULE('anchorPattern', (): AnchorPattern => {
    const pattern = this.SUBRULE(this.text);
    this.CONSUME(t.As);
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
