/**
 * The vocabulary of the language. Two lexer modes: `scope` (keywords, phrases and metadata before the first
 * pipe, where punctuation belongs to words) and `stage` (everything after it).
 *
 * No word is reserved (language.md 1.3): every word is a `Word`, and the grammar's own words are types of
 * the category `Word`, assigned after lexing, so that `count as count by as` stays legal.
 */
import {
  createToken,
  type CustomPatternMatcherFunc,
  Lexer,
  type IMultiModeLexerDefinition,
  type TokenType,
} from 'chevrotain';

const TEMPLATE = String.raw`\{\{\{?[^{}\r\n]*\}?\}\}`;
const STRING = String.raw`"(?:\\[^]|[^"\\\r\n]|\r?\n(?![ \t]*\|))*"`;

/** Makes a custom matcher from a sticky regular expression and a look at what stands before. */
function guarded(
  pattern: RegExp,
  allowed: (text: string, offset: number, previous: TokenType | undefined) => boolean,
): CustomPatternMatcherFunc {
  const sticky = new RegExp(pattern.source, 'uy');
  return (text, offset, matched) => {
    if (!allowed(text, offset, matched.at(-1)?.tokenType)) return null;
    sticky.lastIndex = offset;
    return sticky.exec(text) as RegExpExecArray | null;
  };
}

export const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });

/** `//` to the end of the line, but not the `//` of `geo://location` (language.md 1.2). */
export const LineComment = createToken({
  name: 'LineComment',
  pattern: guarded(/\/\/[^\r\n]*/, (text, offset) => text[offset - 1] !== ':'),
  start_chars_hint: ['/'],
  line_breaks: false,
  group: 'comments',
});

/** Opens only after a blank, `|`, `(`, `,` or at the start: `Labs/IIS/*` is a word (language.md 1.2). */
const opensComment = (text: string, offset: number): boolean => offset === 0 || /[\s|(,]/.test(text[offset - 1] ?? '');

export const BlockComment = createToken({
  name: 'BlockComment',
  pattern: guarded(/\/\*[^]*?\*\//, opensComment),
  start_chars_hint: ['/'],
  line_breaks: true,
  group: 'comments',
});

export const UnclosedComment = createToken({
  name: 'UnclosedComment',
  pattern: guarded(/\/\*[^]*$/, opensComment),
  start_chars_hint: ['/'],
  line_breaks: true,
  group: 'comments',
});

export const Text = createToken({
  name: 'Text',
  label: 'a quoted text',
  pattern: new RegExp(STRING),
  line_breaks: true,
});

/** A quote that is never closed; it swallows the rest of its line and no more. */
export const UnclosedText = createToken({
  name: 'UnclosedText',
  pattern: /"(?:\\[^\r\n]|[^"\\\r\n])*\\?/,
  line_breaks: false,
  categories: [Text],
});

export const PercentField = createToken({
  name: 'PercentField',
  label: 'a field name',
  pattern: guarded(/%\s*"(?:\\[^]|[^"\\\r\n])*"|%[\p{L}_{][\p{L}\p{N}_.[\]{}]*/u, (text, offset, previous) => {
    if (/\s*"/y.test(text.slice(offset + 1, offset + 2)) || /^%\s+"/.test(text.slice(offset, offset + 20))) return true;
    // `a %b` is a field, `a%b` a remainder: what decides is a blank or an opening before the sign.
    return previous === undefined || /[\s(,=|]/.test(text[offset - 1] ?? ' ');
  }),
  start_chars_hint: ['%'],
  line_breaks: false,
});

export const Template = createToken({
  name: 'Template',
  label: 'a variable',
  pattern: new RegExp(TEMPLATE),
  line_breaks: false,
  start_chars_hint: ['{'],
});

// ---------------------------------------------------------------- scope

/** A run of keyword characters; templates inside belong to it; `//` ends it except in a URI. */
export const ScopeWord = createToken({
  name: 'ScopeWord',
  label: 'a keyword',
  pattern: guarded(new RegExp(String.raw`(?!!)(?:${TEMPLATE}|(?<=:)\/\/|(?!\/\/)[^\s|()"=[\]])+`), () => true),
  // Every character may start a word, so there is nothing to hint at but all of them.
  start_chars_hint: [...Array.from({ length: 256 }, (_, code) => code)],
  line_breaks: false,
});

export const ScopeAnd = createToken({ name: 'ScopeAnd', pattern: Lexer.NA, categories: [ScopeWord], label: 'AND' });
export const ScopeOr = createToken({ name: 'ScopeOr', pattern: Lexer.NA, categories: [ScopeWord], label: 'OR' });
export const ScopeNot = createToken({ name: 'ScopeNot', pattern: Lexer.NA, categories: [ScopeWord], label: 'NOT' });

// ---------------------------------------------------------------- punctuation

/** Ends the scope or a stage. In the scope it changes the lexer to stages. */
export const Pipe = createToken({ name: 'Pipe', label: '`|`', pattern: '|' });
export const ScopePipe = createToken({
  name: 'ScopePipe',
  label: '`|`',
  pattern: '|',
  categories: [Pipe],
  push_mode: 'stage',
});
const SubqueryPipe = createToken({
  name: 'SubqueryPipe',
  label: '`|`',
  pattern: '|',
  categories: [Pipe],
  pop_mode: true,
  push_mode: 'subqueryStage',
});
export const LeftParen = createToken({ name: 'LeftParen', label: '`(`', pattern: '(' });
export const RightParen = createToken({ name: 'RightParen', label: '`)`', pattern: ')' });
/** `[subquery …:` begins a query inside the query, with a scope of its own. */
export const SubqueryOpen = createToken({
  name: 'SubqueryOpen',
  label: '`[subquery:`',
  // The brackets of `from=(…)` may hold a time of day.
  pattern: /\[\s{0,99}subquery\b(?:\([^()|]{0,99}\)|[^:\]|(]){0,299}:/i,
  push_mode: 'subqueryScope',
  line_breaks: true,
});
/** A query or pipeline in brackets, read before the stage around it and put in the place of its tokens. */
export const NestedQuery = createToken({ name: 'NestedQuery', label: 'a query in brackets', pattern: Lexer.NA });
export const LeftBracket = createToken({ name: 'LeftBracket', label: '`[`', pattern: '[' });
export const RightBracket = createToken({ name: 'RightBracket', label: '`]`', pattern: ']' });
/** The `]` that ends a subquery and returns to the mode around it. */
const SubqueryClose = createToken({
  name: 'SubqueryClose',
  label: '`]`',
  pattern: ']',
  categories: [RightBracket],
  pop_mode: true,
});
export const Comma = createToken({ name: 'Comma', label: '`,`', pattern: ',' });
export const Semicolon = createToken({ name: 'Semicolon', label: '`;`', pattern: ';' });
/** Between a table and its field where blanks stand around it; elsewhere dots belong to names. */
export const Dot = createToken({ name: 'Dot', label: '`.`', pattern: '.' });
export const Colon = createToken({ name: 'Colon', label: '`:`', pattern: ':' });
export const Question = createToken({ name: 'Question', label: '`?`', pattern: '?' });

export const OrSymbol = createToken({ name: 'OrSymbol', label: '`||`', pattern: '||' });
export const AndSymbol = createToken({ name: 'AndSymbol', label: '`&&`', pattern: '&&' });
/** `=` and `==`; `=` also gives an option its value. */
export const Equals = createToken({ name: 'Equals', label: '`=`', pattern: /==?/ });
export const Comparison = createToken({ name: 'Comparison', label: 'a comparison', pattern: /!=|<>|<=|>=|<|>/ });
export const Bang = createToken({ name: 'Bang', label: '`!`', pattern: '!' });
export const Plus = createToken({ name: 'Plus', label: '`+`', pattern: '+' });
export const Minus = createToken({ name: 'Minus', label: '`-`', pattern: '-' });
export const Star = createToken({ name: 'Star', label: '`*`', pattern: '*' });
export const Slash = createToken({ name: 'Slash', label: '`/`', pattern: '/' });
export const Percent = createToken({ name: 'Percent', label: '`%`', pattern: '%' });

// ---------------------------------------------------------------- stage

export const NumberToken = createToken({
  name: 'Number',
  label: 'a number',
  // `0.and` and `1024.f` occur: a dot may end a number, and `f` may follow it.
  pattern:
    /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]\d+)?(?:[KMGTP]i|ns|us|ms|[KkMGBTPsmhdw])?(?![A-Za-z0-9_.])|\d+\.(?:f(?![A-Za-z0-9_])|(?!\d))|(?:\d+(?:\.\d+)?|\.\d+)(?:[KMGTP]i|ns|us|ms|[KkMGBTPsmhdw])?(?![A-Za-z0-9_])/,
  line_breaks: false,
});

/** Digits with letters that are no unit; read as a number so that the stage goes on, and reported. */
export const MalformedNumber = createToken({
  name: 'MalformedNumber',
  pattern: /\d[A-Za-z0-9_]*/,
  line_breaks: false,
  categories: [NumberToken],
});

/** `geo://location`, `https://host/table.csv`, `path://` before its quoted path. */
export const Uri = createToken({
  name: 'Uri',
  label: 'a table address',
  pattern: /[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s,|()"]*/,
  line_breaks: false,
});

/** A one-character option such as the `':'` of `split delim=':'`. */
export const SingleQuoted = createToken({
  name: 'SingleQuoted',
  label: "a character in '…'",
  pattern: /'\\?[^\r\n]'/,
  line_breaks: false,
});

export const Word = createToken({
  name: 'Word',
  label: 'a name',
  pattern: guarded(
    new RegExp(
      String.raw`(?:[\p{L}_]|${TEMPLATE}(?=[\p{L}\p{N}_.{]))(?:[\p{L}\p{N}_]|\.(?=[\p{L}\p{N}_{])|${TEMPLATE})*`,
      'u',
    ),
    () => true,
  ),
  start_chars_hint: [
    ...Array.from({ length: 256 }, (_, code) => code).filter((code) => /[\p{L}_{]/u.test(String.fromCharCode(code))),
  ],
  line_breaks: false,
});

/** `/…/`, only where a division cannot stand: after `matches`, `(` or `,` (language.md 1.4). */
export const RegexText = createToken({
  name: 'RegexText',
  label: 'a regular expression',
  pattern: (text, offset, matched) => {
    const previous = matched.at(-1);
    const operandExpected =
      previous !== undefined &&
      (previous.tokenType === LeftParen || previous.tokenType === Comma || previous.image.toLowerCase() === 'matches');
    if (!operandExpected || text[offset + 1] === '/' || text[offset + 1] === '*') return null;
    const sticky = /\/(?:\\[^\r\n]|\[(?:\\[^\r\n]|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/[a-z]*/y;
    sticky.lastIndex = offset;
    return sticky.exec(text);
  },
  start_chars_hint: ['/'],
  line_breaks: false,
});

export const Macro = createToken({ name: 'Macro', label: 'a macro', pattern: /`[^`\r\n]*`/, line_breaks: false });

/** Any character that begins nothing; kept as a token so that the rest of the stage is still read. */
export const Stray = createToken({ name: 'Stray', label: 'a stray character', pattern: /[^]/, line_breaks: true });

/** Words the grammar knows at certain places; everywhere else they are ordinary names. */
// prettier-ignore
const grammarWords = [
  'all', 'and', 'append', 'as', 'asc', 'auto', 'avg', 'baseline', 'buckets', 'by', 'column', 'consecutive', 'contains', 'delim', 'desc',
  'extract', 'extractarrays', 'false', 'field', 'flow', 'for', 'from', 'group', 'in', 'infer', 'join', 'keys', 'keywords', 'matches', 'max',
  'maxdepth', 'maxresults', 'min', 'multi', 'nodrop', 'not', 'null', 'on', 'optimize', 'or', 'refonly', 'regex', 'results', 'row',
  'singleindicator', 'source', 'states', 'takedistinct', 'takefirst', 'takelast', 'timeshift', 'timeslice', 'timewindow', 'transactions',
  'true', 'values', 'with',
] as const;

export type GrammarWord = (typeof grammarWords)[number];

/** The token type of each grammar word; all are of the category `Word`. */
export const word = Object.fromEntries(
  grammarWords.map((text) => [
    text,
    createToken({ name: `Word_${text}`, label: `\`${text}\``, pattern: Lexer.NA, categories: [Word] }),
  ]),
) as Readonly<Record<GrammarWord, TokenType>>;

/** Grammar words of stages by their lower-case spelling. */
export const stageWordTypes: ReadonlyMap<string, TokenType> = new Map(Object.entries(word));

/** Grammar words of the scope by their lower-case spelling. */
export const scopeWordTypes: ReadonlyMap<string, TokenType> = new Map([
  ['and', ScopeAnd],
  ['or', ScopeOr],
  ['not', ScopeNot],
]);

const comments = [LineComment, BlockComment, UnclosedComment];
/** The token types of a mode; a subquery differs only in its pipe and its closing bracket. */
// prettier-ignore
const stageMode = (close: TokenType): TokenType[] => [
  WhiteSpace, ...comments, Text, UnclosedText, PercentField, Uri, SubqueryOpen, RegexText, NumberToken, MalformedNumber, Word, Template, SingleQuoted,
  Macro, OrSymbol, Pipe, AndSymbol, Equals, Comparison, LeftParen, RightParen, LeftBracket, close, Comma, Semicolon, Dot, Colon,
  Question,
  Bang, Plus, Minus, Star, Slash, Percent, Stray,
];
// prettier-ignore
const scopeMode = (pipe: TokenType, close: TokenType): TokenType[] => [
  WhiteSpace, ...comments, Text, UnclosedText, PercentField, SubqueryOpen, pipe, LeftParen, RightParen, LeftBracket, close,
  Equals, Bang, Macro, ScopeWord, Stray,
];

const modes = {
  scope: scopeMode(ScopePipe, RightBracket),
  stage: stageMode(RightBracket),
  subqueryScope: scopeMode(SubqueryPipe, SubqueryClose),
  subqueryStage: stageMode(SubqueryClose),
};

export const lexerDefinition: IMultiModeLexerDefinition = { modes, defaultMode: 'scope' };

/** Every token type, for the parser's vocabulary. */
export const allTokens: TokenType[] = [
  ...new Set([...Object.values(modes).flat(), ScopeAnd, ScopeOr, ScopeNot, NestedQuery, ...Object.values(word)]),
];
