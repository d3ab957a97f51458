import assert from 'node:assert/strict';
import { formatted } from './support.ts';

/** A stage as written and as it should stand. */
type Case = readonly [name: string, before: string, after: string];

// prettier-ignore
const stages: readonly Case[] = [
  ['one blank around comparisons', 'where a=1   and b  !=2', 'where a = 1 and b != 2'],
  ['one blank around arithmetic', '(a+b)*100/c as pct', '(a + b) * 100 / c as pct'],
  ['a blank after commas and none before', 'count by a ,b,  c', 'count by a, b, c'],
  ['no blanks inside brackets', 'if( isNull( a ),"x" , b ) as c', 'if(isNull(a), "x", b) as c'],
  ['no blank between a function and its brackets', 'count (x) as n, avg (y)', 'count(x) as n, avg(y)'],
  ['a blank between a word operator and brackets', 'where(a matches("x*") or b in("y"))', 'where (a matches ("x*") or b in ("y"))'],
  ['a blank between a word and a text', 'where a matches"x"and b', 'where a matches "x" and b'],
  ['options without blanks', 'parse regex field = a "(?<b>.)" multi', 'parse regex field=a "(?<b>.)" multi'],
  ['a comparison in a call with blanks', 'if(a=1,b=2,c=3) as d', 'if(a = 1, b = 2, c = 3) as d'],
  ['directions of outlier', 'outlier x by y window = 5 , direction = + - threshold=3', 'outlier x by y window=5, direction=+- threshold=3'],
  ['a sign with what it belongs to', 'where a = - 1 or - b<0', 'where a = -1 or -b < 0'],
  ['a sign apart from a field that needs a blank', 'where -  %z > 1', 'where - %z > 1'],
  ['negations', 'where ! isNull(a) and not(b)', 'where !isNull(a) and not (b)'],
  ['the remainder', 'where a%b=1 or a % b=2', 'where a % b = 1 or a % b = 2'],
  ['fields with a percent sign', 'where %a.b=%"c d" or x=  % "e f"', 'where %a.b = %"c d" or x = % "e f"'],
  ['dropped fields', 'fields - a,b', 'fields -a, b'],
  ['dropped fields in brackets', 'fields - (a,b)', 'fields -(a, b)'],
  ['sort keys', 'sort by + a , - b,c   desc', 'sort by +a, -b, c desc'],
  ['a unit apart from its number', 'timeslice 1   h', 'timeslice 1 h'],
  ['a unit at its number', 'timeslice   1h', 'timeslice 1h'],
  ['ternaries', 'a?"b":c as d', 'a ? "b" : c as d'],
  ['pairs of lookup', 'lookup a,b as c from geo://location on ip=x', 'lookup a, b as c from geo://location on ip = x'],
  ['table paths', 'lookup a from /shared/x-y/z on b=c', 'lookup a from /shared/x-y/z on b = c'],
  ['quoted table paths', 'cat   path://"/a b/c"', 'cat path://"/a b/c"'],
  ['operators written like calls', 'topk (2,a) by b', 'topk(2, a) by b'],
  ['generators of fillmissing', 'fillmissing timeslice ( 1h ),values ( "a" ) in b with - 1 for c', 'fillmissing timeslice(1h), values("a") in b with -1 for c'],
  ['time shifts', 'compare with timeshift - 1d 3 avg', 'compare with timeshift -1d 3 avg'],
  ['single quotes', "split a delim = ':' extract 1 as b", "split a delim=':' extract 1 as b"],
  ['semicolons of options', 'transactionize a startsWith = "x" ; strict', 'transactionize a startsWith="x";strict'],
  ['regular expressions', 'where a matches /x  y/ or b=replace(c,/\\s+/," ")', 'where a matches /x  y/ or b = replace(c, /\\s+/, " ")'],
  ['variables as they touch', 'where a matches {{x}} and b>{{ y }}', 'where a matches {{x}} and b > {{ y }}'],
  ['short pipelines in brackets', 'filter a in(sum(b) by a|top 5 a by _sum )', 'filter a in (sum(b) by a | top 5 a by _sum)'],
  ['text before a pipeline in brackets', 'join ("a":"b"|parse "c*" as d)as t1,(*|count)as t2 on t1.d=t2.e', 'join ("a":"b" | parse "c*" as d) as t1, (* | count) as t2 on t1.d = t2.e'],
  ['subqueries', 'where ![subquery:a=b|compose c ]', 'where ![subquery: a=b | compose c]'],
  ['the case and text of every word', 'WHERE "a  b"=X AND y', 'WHERE "a  b" = X AND y'],
];

const scopes: readonly Case[] = [
  ['values of fields', '_sourceCategory = x', '_sourceCategory=x'],
  ['values with punctuation', '_sourceName = /log?from=x  y', '_sourceName=/log?from=x y'],
  ['brackets and negations', '!( y or"z" )and not(a)', '!(y or "z") and not (a)'],
  ['phrases that touch', '"type":"a"   "b"', '"type":"a" "b"'],
  ['words that touch texts', '"a"or"b"', '"a" or "b"'],
  ['words that touch values', '%"a"=%"b"or', '%"a"=%"b"or'],
  ['wildcards', 'Labs/*   4??  *x*', 'Labs/* 4?? *x*'],
  ['subqueries', 'a [ subquery : b|count by c|compose c]', 'a [ subquery : b | count by c | compose c]'],
];

describe('spacing of the formatter', () => {
  for (const [name, before, after] of stages) {
    it(`writes ${name}`, () => {
      assert.equal(formatted(`*|${before}`), `*\n| ${after}`);
      assert.equal(formatted(`*\n| ${after}`), `*\n| ${after}`);
    });
  }
  for (const [name, before, after] of scopes) {
    it(`writes ${name} of a scope`, () => {
      assert.equal(formatted(`${before}|count`), `${after}\n| count`);
    });
  }

  it('leaves a stage with a syntax error as it is and formats those around it', () => {
    assert.equal(
      formatted('*|where  (a  |  cuont   by x |count   by a|where  "b'),
      '*\n| where  (a\n| cuont   by x\n| count by a\n| where  "b',
    );
  });

  it('leaves stages alone that it cannot read', () => {
    assert.equal(formatted('*|infer a = b   c=d|`macro( 1 )`'), '*\n| infer a = b   c=d\n| `macro( 1 )`');
  });

  it('leaves a scope alone that a blank would change, and formats its stages', () => {
    assert.equal(formatted('( a)/*b|count  by b'), '( a)/*b\n| count by b');
  });

  it('leaves a scope with a syntax error as it is', () => {
    assert.equal(formatted('a  or  = )|count  by b'), 'a  or  = )\n| count by b');
  });
});
