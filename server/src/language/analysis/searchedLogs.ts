import { detectedCategories } from '../schema/metadata.ts';
import type { LogKind } from '../schema/schema.ts';
import { foldField } from '../syntax/fieldNames.ts';
import type { FieldTerm, ScopeNode } from '../syntax/nodes.ts';

/** The kinds of logs a scope asks for by their category; empty when it names none that the schemas describe. */
export function logKinds(scope: ScopeNode | undefined): ReadonlySet<LogKind> {
  const kinds = new Set<LogKind>();
  for (const { field, value } of fieldTerms(scope)) {
    if (foldField(field.name) !== '_sourcecategory') continue;
    if (value.toLowerCase() === detectedCategories.cloudtrail.toLowerCase()) kinds.add('cloudtrail');
    if (value.toLowerCase().startsWith('aws/ses')) kinds.add('ses');
  }
  return kinds;
}

/**
 * True when a scope asks, by a category, a view or a field of its own, for logs no schema describes. Their messages
 * may carry fields that were extracted when they were collected, and their values are anyone's.
 */
export function searchesOtherLogs(scope: ScopeNode | undefined): boolean {
  return fieldTerms(scope).length > 0 && logKinds(scope).size === 0;
}

/** Every `field=value` of a scope, in the order of the text; those of subqueries are not its own. */
function fieldTerms(scope: ScopeNode | undefined): readonly FieldTerm[] {
  switch (scope?.kind) {
    case 'fieldTerm':
      return [scope];
    case 'scopeNot':
      return fieldTerms(scope.operand);
    case 'scopeAnd':
    case 'scopeOr':
      return scope.operands.flatMap(fieldTerms);
    default:
      return [];
  }
}
