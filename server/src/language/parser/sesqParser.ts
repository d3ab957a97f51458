import type { IToken } from 'chevrotain';
import { SeriesStageRules } from './seriesStageRules.ts';

/** The whole grammar. One instance serves every query: parsing resets it. */
export class SesqParser extends SeriesStageRules {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** Gives the parser the tokens of the next rule to run. */
  load(tokens: readonly IToken[]): void {
    this.input = [...tokens];
  }
}

/** The rules that read the rest of a stage after its operator words; the catalogue names them. */
export type StageRule =
  | 'parseAnchor'
  | 'parseRegex'
  | 'json'
  | 'where'
  | 'fields'
  | 'sort'
  | 'top'
  | 'limit'
  | 'lookup'
  | 'timeslice'
  | 'transpose'
  | 'fillmissing'
  | 'outlier';
