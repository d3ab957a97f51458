import type { IToken } from 'chevrotain';
import { AnalyticsStageRules } from './analyticsStageRules.ts';

/** The whole grammar. One instance serves every query: parsing resets it. */
export class SesqParser extends AnalyticsStageRules {
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
  | 'parseXml'
  | 'json'
  | 'jsonAuto'
  | 'csv'
  | 'split'
  | 'keyvalue'
  | 'where'
  | 'fields'
  | 'withtime'
  | 'dedup'
  | 'filter'
  | 'sort'
  | 'top'
  | 'topk'
  | 'countFrequent'
  | 'limit'
  | 'lookup'
  | 'geoip'
  | 'threatip'
  | 'threatlookup'
  | 'cat'
  | 'save'
  | 'timeslice'
  | 'transpose'
  | 'fillmissing'
  | 'compare'
  | 'accum'
  | 'total'
  | 'diff'
  | 'backshift'
  | 'smooth'
  | 'rollingstd'
  | 'bin'
  | 'outlier'
  | 'predict'
  | 'logreduce'
  | 'logcompare'
  | 'logexplain'
  | 'join'
  | 'compose'
  | 'transaction'
  | 'transactionize'
  | 'merge'
  | 'sessionize'
  | 'trace'
  /** No rule: whatever follows is accepted and means nothing here. */
  | 'opaque';

/** The rules that exist in the grammar. */
export type GrammarRule = Exclude<StageRule, 'opaque'> | 'aggregateStage' | 'expressionStage';
