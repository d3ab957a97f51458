import { foldField } from '../syntax/fieldNames.ts';
import type { FieldName, Query, ScopeNode } from '../syntax/nodes.ts';
import { stageFields } from './stageFields.ts';

/** Fields that stages read although nothing before them defines them, in the order of the text, each name once. */
export function undefinedFields(query: Query): readonly FieldName[] {
  const known = new Set(scopeFields(query.scope).map(foldField));
  const missing = new Map<string, FieldName>();
  for (const stage of query.stages) {
    const { reads, defines, replacesAll, open } = stageFields(stage);
    for (const field of reads) {
      const name = foldField(field.name);
      // Names with an underscore in front belong to the system; a template can be any name.
      if (!known.has(name) && !name.startsWith('_') && !name.includes('{{') && !missing.has(name))
        missing.set(name, field);
    }
    if (open) return [...missing.values()];
    if (replacesAll) known.clear();
    for (const name of defines) known.add(foldField(name));
  }
  return [...missing.values()];
}

function scopeFields(scope: ScopeNode | undefined): readonly string[] {
  switch (scope?.kind) {
    case 'fieldTerm':
      return [scope.field.name];
    case 'scopeNot':
      return scopeFields(scope.operand);
    case 'scopeAnd':
    case 'scopeOr':
      return scope.operands.flatMap(scopeFields);
    default:
      return [];
  }
}
