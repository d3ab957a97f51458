import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { catalog, checkDocument, parseDocument, type SesqDocument } from '../../server/src/language/index.ts';

const samples = new URL('../../samples/queries/', import.meta.url);
const written = readdirSync(samples).map((name) => readFileSync(new URL(name, samples), 'utf8'));
const pipelines = [...catalog.operators, ...catalog.functions, ...catalog.aggregates].flatMap((record) =>
  record.examples.map((example) => example.pipeline),
);

/** A query that has one to four examples of the catalogue one after the other, or a sample. */
const query = fc.oneof(
  fc.array(fc.constantFrom(...pipelines), { minLength: 1, maxLength: 4 }).map((parts) => `* | ${parts.join('\n| ')}`),
  fc.constantFrom(...written),
);

const settings = { seed: 20261123, numRuns: 1500 } as const;

/** Reads a text as an editor would, and checks what must hold for every text. */
function read(text: string): SesqDocument {
  const document = parseDocument(text);
  const within = ({ start, end }: { readonly start: number; readonly end: number }, what: string): void => {
    assert.ok(0 <= start && start <= end && end <= text.length, `${what} ${start}-${end} of ${text.length}: ${text}`);
  };
  for (const found of checkDocument(document)) {
    within(found.range, found.code);
    for (const fix of found.fixes) for (const edit of fix.edits) within(edit.range, fix.title);
  }
  visitRanges(
    document.cells.map((cell) => cell.query),
    within,
  );
  return document;
}

function visitRanges(node: unknown, within: (range: { start: number; end: number }, what: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('start' in node && 'end' in node && typeof node.start === 'number' && typeof node.end === 'number')
    within({ start: node.start, end: node.end }, 'a node');
  else for (const part of Object.values(node)) visitRanges(part, within);
}

/** Everything the lexer saw, by place. */
function pieces({ cells }: SesqDocument): readonly { readonly start: number; readonly image: string }[] {
  return cells
    .flatMap(({ tokens, comments }) => [...tokens, ...comments])
    .map(({ startOffset, image }) => ({ start: startOffset, image }))
    .toSorted((a, b) => a.start - b.start);
}

describe('valid queries', () => {
  it('have no errors', () => {
    for (const pipeline of pipelines) {
      const errors = checkDocument(parseDocument(`* | ${pipeline}`)).filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, [], pipeline);
    }
  });

  it('are made of tokens, comments and blanks, and of nothing else', () => {
    fc.assert(
      fc.property(query, fc.constantFrom('', ' // note | "x\n', '\r\n', '\t', '\uFEFF', ' /* a\n */ '), (text, end) => {
        const source = `${text}${end}`;
        let at = 0;
        let joined = '';
        for (const { start, image } of pieces(parseDocument(source))) {
          const gap = source.slice(at, start);
          assert.match(gap, /^\s*$/);
          joined += gap + image;
          at = start + image.length;
        }
        assert.equal(joined + source.slice(at), source);
        assert.match(source.slice(at), /^\s*$/);
      }),
      settings,
    );
  });
});

describe('broken queries', () => {
  const mutations: Readonly<Record<string, (text: string, start: number, end: number, other: string) => string>> = {
    'without one token': (text, start, end) => text.slice(0, start) + text.slice(end),
    'with a token twice': (text, start, end) => `${text.slice(0, end)} ${text.slice(start)}`,
    'with a token of elsewhere': (text, start, _, other) => `${text.slice(0, start)}${other} ${text.slice(start)}`,
    'cut off before a token': (text, start) => text.slice(0, start),
    'cut off inside a token': (text, start, end) => text.slice(0, Math.ceil((start + end) / 2)),
  };
  const foreign = ['|', '(', ')', ',', '"', "'", '/', '[subquery:', ']', '{{', '%', '!', 'as', 'by', '5q', '`', '//', '/*', '\0', '\\', '__proto__', 'constructor', '\u202E', '😀'] as const; // prettier-ignore

  for (const [name, mutate] of Object.entries(mutations)) {
    it(`${name} are read, with ranges inside the text`, () => {
      fc.assert(
        fc.property(query, fc.nat(), fc.constantFrom(...foreign), (text, seed, other) => {
          const all = pieces(parseDocument(text));
          const piece = all[seed % all.length];
          if (piece !== undefined) read(mutate(text, piece.start, piece.start + piece.image.length, other));
        }),
        settings,
      );
    });
  }

  it('are read whichever token of a sample is left out', () => {
    for (const text of written)
      for (const { start, image } of pieces(parseDocument(text)))
        read(text.slice(0, start) + text.slice(start + image.length));
  });

  /** A stage each with something wrong in it, whatever stands before. */
  const broken = ['where (', 'where a = ', 'json', 'json "a" as', 'parse "a', 'sotr by x', 'count by', 'limit x', '!!', '~', ')', ']', 'where a in (1', '[subquery: a | b', 'if(1, 2) as x', '', 'x as', '/* c */', 'fillmissing', 'join (a) as', `${'('.repeat(400)}`, `where ${'not '.repeat(400)}a`] as const; // prettier-ignore

  it('have the findings of a later stage too', () => {
    const later = ['limit 0', 'count by', 'zzzzzz(1) as y', 'timeslice 5q', 'parse "*" as a, b'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...pipelines),
        fc.constantFrom(...broken),
        fc.constantFrom(...pipelines),
        fc.constantFrom(...later),
        (first, wrong, between, last) => {
          const rest = `\n| ${between}\n| ${last}`;
          const lastAt = (text: string): readonly string[] =>
            checkDocument(parseDocument(text))
              .filter(({ severity, range }) => severity === 'error' && range.start >= text.length - last.length)
              .map(({ code }) => code);
          const alone = lastAt(`* | ${first}${rest}`);
          assert.notEqual(alone.length, 0);
          assert.deepEqual(lastAt(`* | ${first}\n| ${wrong}${rest}`), alone);
        },
      ),
      settings,
    );
  });
});

describe('names that every object has', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'] as const;
  const places: Readonly<Record<string, (name: string) => string>> = {
    'are fields': (name) => `* | 1 as ${name} | where ${name} = 1 | count as n by ${name} | sort by ${name}, n`,
    'are no functions': (name) => `* | ${name}(1) as x`,
    'are no operators': (name) => `* | ${name} x`,
    'are no options': (name) => `* | timeslice 1h | count by _timeslice | outlier _count ${name}=5 | limit 1`,
    'are no units': (name) => `* | timeslice 5${name}`,
    'are no directives': (name) => `// @${name} x\n* | count`,
    'are paths and groups': (name) =>
      `_sourceCategory=AWS/CloudTrail | json "${name}", "a.${name}" | parse regex "(?<${name}>x)"`,
  };
  const expected: Readonly<Record<string, string | undefined>> = {
    'are no functions': 'function.unknown',
    'are no operators': 'syntax.unknown-operator',
    'are no options': 'option.unknown',
    'are no units': 'timeslice.unit',
    'are no directives': 'directive.unknown',
    'are paths and groups': 'json.path-unknown',
  };
  for (const [title, place] of Object.entries(places)) {
    it(title, () => {
      for (const name of names) {
        const codes = checkDocument(parseDocument(place(name))).map(({ code }) => code);
        if (expected[title] === undefined) assert.deepEqual(codes, [], name);
        else assert.ok(codes.includes(expected[title]), `${name}: ${codes.join(' ')}`);
      }
    });
  }
});

describe('queries beyond all measure', () => {
  const hostile: readonly (readonly [name: string, text: string, code: string | undefined])[] = [
    ['100,000 open brackets', `* | where ${'('.repeat(100_000)}`, 'syntax.unclosed-parenthesis'],
    ['100,000 closed brackets', `* | where ${'('.repeat(100_000)}a${')'.repeat(100_000)}`, 'syntax.too-deep'],
    ['100,000 brackets in the scope', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`, 'syntax.too-deep'],
    ['5,000 nested subqueries', `${'[subquery: a | where '.repeat(5_000)}b`, 'syntax.unclosed-parenthesis'],
    ['20,000 negations', `* | where ${'not '.repeat(20_000)}a`, 'syntax.too-deep'],
    ['20,000 signs', `* | where ${'-'.repeat(20_000)}1`, 'syntax.too-deep'],
    ['5,000 ternaries', `* | ${'a ? b : '.repeat(5_000)}c as x`, 'syntax.too-deep'],
    ['20,000 terms', `* | 1${' + 1'.repeat(20_000)} as x`, 'syntax.too-deep'],
    ['one line of 1 MB', `* | where _raw in (${'"0123456789", '.repeat(80_000)}"x")`, 'query.too-long'],
    ['one word of 1 MB', `${'x'.repeat(1_000_000)} | count`, 'query.word-too-long'],
    ['one text of 1 MB', `* | where _raw = "${'x'.repeat(1_000_000)}"`, 'query.word-too-long'],
    ['10,000 stages', `*${' | limit 1'.repeat(10_000)}`, 'query.too-long'],
    ['10,000 wrong stages', `*${' | sotr by x'.repeat(10_000)}`, 'syntax.unknown-operator'],
    ['10,000 stages that define and read', `*${' | 1 as a | where b = a'.repeat(5_000)}`, 'field.undefined'],
    ['20,000 beginnings of a subquery', '[subquery '.repeat(20_000), 'syntax.unclosed-parenthesis'],
    [
      '5,000 fields that nothing uses',
      `* | ${Array.from({ length: 5_000 }, (_, n) => `1 as a${n}`).join(' | ')} | count`,
      'field.unused',
    ],
    [
      '2,000 misspelt fields',
      `* | ${Array.from({ length: 2_000 }, (_, n) => `1 as field${n} | where feild${n} = 1`).join(' | ')}`,
      'field.undefined',
    ],
    ['50,000 quotes', '"'.repeat(50_001), 'syntax.unclosed-text'],
    ['50,000 quotes in a stage', `* | where a = ${'"'.repeat(50_001)}`, 'syntax.unclosed-text'],
    ['10,000 groups', `* | parse regex "${'(?<a>'.repeat(10_000)}"`, 'regex.duplicate-group'],
    ['10,000 cells', '// %%\n* | count\n'.repeat(10_000), undefined],
    ['100,000 blanks', `* |${' '.repeat(100_000)}count`, 'query.too-long'],
    ['50,000 stars and slashes', `* | where ${'/*'.repeat(50_000)}`, 'syntax.too-deep'],
    ['50,000 open braces', `* | where ${'{{'.repeat(50_000)}`, 'syntax.stray-character'],
    ['50,000 percent signs', `* | where ${'% '.repeat(50_000)}`, 'syntax.too-deep'],
    ['50,000 dots', `* | where a${'.'.repeat(50_000)}`, 'syntax.too-deep'],
    ['50,000 digits', `* | where a = ${'1'.repeat(50_000)}`, 'query.too-long'],
  ];
  for (const [name, text, code] of hostile) {
    it(`are answered: ${name}`, () => {
      const start = performance.now();
      const found = checkDocument(parseDocument(text));
      const time = performance.now() - start;
      assert.ok(time < 5_000, `${Math.round(time)} ms`);
      if (code === undefined) assert.deepEqual(found, []);
      else
        assert.ok(
          found.some((finding) => finding.code === code),
          found[0]?.code ?? 'nothing found',
        );
    });
  }
});
