import assert from 'node:assert/strict';
import type { Expression } from '../../server/src/language/index.ts';
import { stageOf } from './support.ts';

/** An expression with every bracket written out. */
function bracketed(expression: Expression): string {
  switch (expression.kind) {
    case 'field':
      return expression.name;
    case 'string':
      return JSON.stringify(expression.value);
    case 'number':
      return String(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'regex':
      return `/${expression.written}/${expression.flags}`;
    case 'template':
      return `{{${expression.name}}}`;
    case 'binary':
      return `(${bracketed(expression.left)} ${expression.operator} ${bracketed(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${bracketed(expression.operand)})`;
    case 'in':
      return `(${bracketed(expression.operand)} ${expression.negated ? 'not in' : 'in'} [${expression.options.map(bracketed).join(' ')}])`;
    case 'matches':
      return `(${bracketed(expression.operand)} ${expression.negated ? 'not matches' : 'matches'} ${bracketed(expression.pattern)})`;
    case 'call':
      return `${expression.name}(${expression.args.map(bracketed).join(', ')})`;
    case 'templated':
      return `(${bracketed(expression.operand)} {{${expression.template.name}}})`;
    case 'subquery':
      return `[${expression.pipeline.stages.map(({ kind }) => kind).join(' ')}]`;
    case 'ternary':
      return `(${bracketed(expression.condition)} ? ${bracketed(expression.then)} : ${bracketed(expression.otherwise)})`;
  }
}

function read(text: string): string {
  const stage = stageOf(`where ${text}`);
  return stage.kind === 'where' ? bracketed(stage.condition) : stage.kind;
}

const cases: readonly (readonly [text: string, understood: string])[] = [
  ['a + b * c - d', '((a + (b * c)) - d)'],
  ['a = 1 or b = 2 and c = 3', '((a = 1) or ((b = 2) and (c = 3)))'],
  ['a == b && c <> d || !e', '(((a = b) and (c != d)) or (not e))'],
  ['!isNull(x) and y', '((not isNull(x)) and y)'],
  ['not a = b', '(not (a = b))'],
  ['x in ("a", 1)', '(x in ["a" 1])'],
  ['x not in ("a")', '(x not in ["a"])'],
  ['x matches ("*a*")', '(x matches "*a*")'],
  ['x matches"a" and y', '((x matches "a") and y)'],
  ['x matches /a\\/b|c/', '(x matches /a\\/b|c/)'],
  ['x matches /start/i or y', '((x matches /start/i) or y)'],
  ['severity {{severity}} and y', '((severity {{severity}}) and y)'],
  ['![subquery: x | compose a] or b', '((not [compose]) or b)'],
  ['x matches toLowerCase("{{v}}")', '(x matches toLowerCase("{{v}}"))'],
  ['_raw contains "up"', '(_raw contains "up")'],
  ['contains(a, b)', 'contains(a, b)'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['15 - -5', '(15 - -5)'],
  ['-a', '(- a)'],
  ['if (a > 1, true, null)', 'if((a > 1), true, null)'],
  ['1.5Ki = 1536', '(1536 = 1536)'],
  ['x < .002', '(x < 0.002)'],
  ['30d > 1m', '(2592000000 > 60000)'],
  ['3.14e+4 > 1', '(31400 > 1)'],
  ['user.name = %"Class ID"', '(user.name = Class ID)'],
  ['% "a b" = %http.type', '(a b = http.type)'],
  ['year % 4 == 0', '((year % 4) = 0)'],
  ['a%b = 1', '((a % b) = 1)'],
  ['{{x}} = 1', '({{x}} = 1)'],
  ['by = as', '(by = as)'],
];

describe('expressions', () => {
  for (const [text, understood] of cases) {
    it(`reads ${text}`, () => {
      assert.equal(read(text), understood);
    });
  }

  it('keeps the text of a string both as written and with its escapes resolved', () => {
    const stage = stageOf(String.raw`where x = "a\"b\\c\n\u0041\d"`);
    const right = stage.kind === 'where' && stage.condition.kind === 'binary' ? stage.condition.right : undefined;
    assert.deepEqual(right?.kind === 'string' && [right.value, right.written], [
      'a"b\\c\nAd',
      String.raw`a\"b\\c\n\u0041\d`,
    ]);
  });
});
