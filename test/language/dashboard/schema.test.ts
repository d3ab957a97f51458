import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import manifest from '../../../package.json' with { type: 'json' };
import { dashboardSchema } from '../../../server/src/language/dashboard/schema.ts';

const root = join(import.meta.dirname, '../../..');

describe('the schema of dashboard files', () => {
  it('is the same in the extension and in the language core', () => {
    const shipped: unknown = JSON.parse(readFileSync(join(root, 'media/schemas/dashboard.schema.json'), 'utf8'));
    assert.deepEqual(shipped, JSON.parse(JSON.stringify(dashboardSchema)));
  });

  it('is a schema', () => {
    assert.equal(new Ajv().validateSchema(dashboardSchema), true);
  });

  it('is given to the editor for files of that name', () => {
    const [validation] = manifest.contributes.jsonValidation;
    assert.deepEqual(validation, { fileMatch: '*.sesdash.json', url: './media/schemas/dashboard.schema.json' });
  });

  it('describes every member', () => {
    const undescribed: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties } = value as {
        readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      };
      for (const [name, member] of Object.entries(properties ?? {}))
        if (member['$ref'] === undefined && member['description'] === undefined && member['enum'] === undefined)
          undescribed.push(`${path}/${name}`);
      for (const [name, inner] of Object.entries(value)) visit(inner, `${path}/${name}`);
    };
    visit(dashboardSchema, '');
    assert.deepEqual(undescribed, []);
  });
});
