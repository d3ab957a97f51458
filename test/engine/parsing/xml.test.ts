import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const users =
  '<users><user id="1" role="a"><name>Ann</name></user><user id="2"><name>Bob &amp; Co</name><![CDATA[x<y]]></user></users>';

async function found(path: string, text = users): Promise<unknown> {
  const [row] = await values(messages(text), `* | parse xml "${path}" as x nodrop`, 'x');
  return row?.[0];
}

describe('parse xml', () => {
  const cases: readonly (readonly [path: string, value: string | null])[] = [
    ['/users/user/@id', '1'],
    ['/users/user[2]/@id', '2'],
    ['/users/user[last()]/name/text()', 'Bob & Co'],
    ['/users/user[last()-1]/@id', '1'],
    ['/users/user[@id=2]/name/text()', 'Bob & Co'],
    ["/users/user[@id='2']/@id", '2'],
    ["/users/user[@id='2' and name='Bob & Co']/@id", '2'],
    ["/users/user[name='Ann'][1]/@id", '1'],
    ['/users/user[@id!=1]/@id', '2'],
    ['/users/user[@missing]/@id', null],
    ['/users/*/name/text()', 'Ann'],
    ['/users/user[2]/text()', 'x<y'],
    ['/users/user/name', '<name>Ann</name>'],
    ['/users/user', '<user id=\\"1\\" role=\\"a\\"><name>Ann</name></user>'.replaceAll('\\', '')],
    ['/users/user[3]/@id', null],
    ['/user/@id', null],
  ];
  for (const [path, value] of cases) {
    it(`follows ${path}`, async () => {
      assert.equal(await found(path), value);
    });
  }

  it('does not look at namespaces', async () => {
    const text = '<e xmlns="urn:a" xmlns:s="urn:b"><s:body s:kind="k"><item>v</item></s:body></e>';
    assert.equal(await found('/e/s:body/item/text()', text), 'v');
    assert.equal(await found('/e/s:body/@s:kind', text), 'k');
    assert.equal(await found('/e/s:body/item', text), '<item>v</item>');
  });

  it('passes over text before the document', async () => {
    assert.equal(await found('/a/text()', '2018-04-12 INFO <a>1</a> done'), '1');
  });

  it('gives null for text that is no XML', async () => {
    assert.equal(await found('/a', 'plain'), null);
    assert.equal(await found('/a', '<a><b></a>'), null);
    assert.equal(await found('/a', 'x < y'), null);
  });

  it('expands no entities that a document declares', async () => {
    const text = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&b;&f;</a>';
    const value = await found('/a/text()', text);
    assert.ok(value === null || !/boom|root/.test(String(value)));
  });

  it('drops rows without a match unless nodrop is given', async () => {
    const input = messages('<a b="1"/>', '<a/>', 'plain');
    assert.deepEqual(await values(input, '* | parse xml "/a/@b" as x', 'x'), [['1']]);
    assert.deepEqual(await values(input, '* | parse xml "/a/@b" as x nodrop', 'x'), [['1'], [null], [null]]);
  });

  it('keeps an old value under nodrop', async () => {
    assert.deepEqual(await values(messages('<a/>'), '* | "old" as x | parse xml "/a/@b" as x nodrop', 'x'), [['old']]);
  });

  it('fills a field for each path', async () => {
    const query = '* | parse xml "/users/user/@id", "/users/user/name/text()" as id, name';
    assert.deepEqual(await values(messages(users), query, 'id', 'name'), [['1', 'Ann']]);
  });

  it('names a field by its path', async () => {
    const result = await run(messages('<a b="1"/>'), '* | parse xml "/a/@b"');
    assert.ok(result.columns.includes('/a/@b'));
  });

  for (const path of ['//user', 'users/user', '/users/../x', '/users/child::user', '/', 'count(/a)']) {
    it(`refuses ${path}`, async () => {
      await assert.rejects(run(messages(users), `* | parse xml "${path}" as x`), /absolute paths/);
    });
  }
});
