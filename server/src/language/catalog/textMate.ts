import { metadataFields } from '../schema/metadata.ts';
import { catalog } from './catalog.ts';

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly beginCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

/** A TextMate grammar, ready to be written as JSON. */
export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly patterns: readonly Pattern[];
  readonly repository: Readonly<Record<string, Pattern>>;
}

/** Longest first, so that no word hides one it begins; blanks between two words may be any number. */
function words(names: readonly string[]): string {
  const sorted = [...new Set(names.map((name) => name.toLowerCase()))].toSorted(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  );
  return sorted.map((name) => name.replaceAll(' ', String.raw`\s+`)).join('|');
}

const expressionWords = ['and', 'or', 'not', 'in', 'matches', 'contains'];

/** The highlighting of the language before the server has started, derived from the catalogue. */
export function textMateGrammar(): TextMateGrammar {
  const operatorNames = catalog.operators.flatMap((record) => record.names);
  const functionNames = catalog.functions.flatMap((record) => record.names);
  const aggregateNames = catalog.aggregates.flatMap((record) => record.names);
  const optionWords = [
    ...catalog.operators.flatMap((record) => record.keywords),
    'by',
    'as',
    'group',
    'group by',
  ].filter((word) => !expressionWords.includes(word));
  return {
    name: 'SES Query',
    scopeName: 'source.sesq',
    patterns: [
      'comments',
      'templates',
      'strings',
      'quotedFields',
      'stages',
      'functions',
      'words',
      'constants',
      'metadata',
      'symbols',
    ].map((name) => ({ include: `#${name}` })),
    repository: {
      comments: {
        patterns: [
          { name: 'comment.line.double-slash.sesq markup.heading.sesq', match: String.raw`^\s*//\s*%%.*$` },
          {
            match: String.raw`^(\s*//\s*)(@\w+)(.*)$`,
            captures: {
              '1': { name: 'comment.line.double-slash.sesq' },
              '2': { name: 'keyword.other.directive.sesq' },
              '3': { name: 'comment.line.double-slash.sesq' },
            },
          },
          { name: 'comment.line.double-slash.sesq', match: String.raw`(?<!:)//.*$` },
          { name: 'comment.block.sesq', begin: String.raw`(?:^|(?<=[\s|(,]))/\*`, end: String.raw`\*/` },
        ],
      },
      templates: { name: 'variable.parameter.template.sesq', match: String.raw`\{\{\{?[^{}]*\}?\}\}` },
      strings: {
        name: 'string.quoted.double.sesq',
        begin: '"',
        end: '"|$',
        patterns: [
          { include: '#templates' },
          { name: 'constant.character.escape.sesq', match: String.raw`\\(?:u[0-9a-fA-F]{4}|.)` },
        ],
      },
      quotedFields: { name: 'variable.other.quoted.sesq', match: String.raw`%\s*"(?:\\.|[^"\\])*"` },
      stages: {
        patterns: [
          {
            begin: String.raw`(\|)\s*((?i:parse\s+regex|extract))\b`,
            beginCaptures: {
              '1': { name: 'keyword.operator.pipe.sesq' },
              '2': { name: 'keyword.control.operator.sesq' },
            },
            end: String.raw`(?=\|)`,
            patterns: [
              { include: '#comments' },
              { include: '#regexStrings' },
              { include: '#words' },
              { include: '#symbols' },
            ],
          },
          {
            match: String.raw`(\|)\s*((?i:${words(operatorNames)}))\b(?!\s*[=(])`,
            captures: { '1': { name: 'keyword.operator.pipe.sesq' }, '2': { name: 'keyword.control.operator.sesq' } },
          },
          {
            match: String.raw`(\|)\s*((?i:${words(aggregateNames)}))\b`,
            captures: { '1': { name: 'keyword.operator.pipe.sesq' }, '2': { name: 'support.function.aggregate.sesq' } },
          },
          { name: 'keyword.operator.pipe.sesq', match: String.raw`\|(?!\|)` },
        ],
      },
      regexStrings: {
        name: 'string.regexp.sesq',
        begin: '"',
        end: '"|$',
        patterns: [
          { include: '#templates' },
          {
            match: String.raw`(\(\?P?<)(\w+)(>)`,
            captures: {
              '1': { name: 'punctuation.definition.group.sesq' },
              '2': { name: 'variable.other.group.sesq' },
              '3': { name: 'punctuation.definition.group.sesq' },
            },
          },
          { name: 'constant.character.escape.sesq', match: String.raw`\\.` },
        ],
      },
      functions: {
        patterns: [
          {
            name: 'support.function.aggregate.sesq',
            match: String.raw`\b(?i:${words(aggregateNames.filter((name) => name !== 'count'))})\b(?=\s*\()`,
          },
          { name: 'support.function.sesq', match: String.raw`\b(?i:${words(functionNames)})\b(?=\s*\()` },
        ],
      },
      words: {
        patterns: [
          { name: 'keyword.operator.word.sesq', match: String.raw`(?<![\w.])(?i:${words(expressionWords)})\b(?![.=])` },
          { name: 'keyword.other.sesq', match: String.raw`(?<![\w.])(?i:${words(optionWords)})\b(?!\.)` },
        ],
      },
      constants: {
        patterns: [
          { name: 'constant.language.sesq', match: String.raw`(?<![\w.])(?i:true|false|null)\b` },
          {
            name: 'constant.numeric.sesq',
            match: String.raw`(?<![\w./-])(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]\d+)?(?:[KMGTP]i|ns|us|ms|[KkMGBTPsmhdw])?(?![\w.])`,
          },
        ],
      },
      metadata: {
        name: 'variable.language.metadata.sesq',
        match: String.raw`(?<![\w.])(?:(?i:${words(metadataFields.map((field) => field.name))})|__?[a-z]\w*)\b`,
      },
      symbols: {
        name: 'keyword.operator.sesq',
        match: String.raw`==?|!=|<>|<=|>=|<|>|&&|\|\||[!?:]|(?<=\s)[-+*/%](?=\s)`,
      },
    },
  };
}
