import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SesqDocument } from '../document/document.ts';
import { wrapperFields } from '../schema/wrappers.ts';
import { foldField } from '../syntax/fieldNames.ts';
import { analyzeQuery } from './analyze.ts';
import { checkCalls, checkDeprecated } from './checks/calls.ts';
import type { QueryCheck } from './checks/context.ts';
import { checkDirectives, checkLimits, checkParameters, checkQuotedWildcards } from './checks/document.ts';
import { checkEffect, checkRestrictions } from './checks/effect.ts';
import { checkTimeslice, checkUndefinedFields } from './checks/fields.ts';
import { checkPaths } from './checks/paths.ts';
import { checkRegexes } from './checks/regex.ts';
import { checkStages } from './checks/stages.ts';
import { checkUnusedFields } from './checks/unused.ts';
import { checkValues } from './checks/values.ts';
import { allStages } from './nestedStages.ts';

/** Everything that is looked at once the syntax is known. */
const checks: readonly QueryCheck[] = [
  checkCalls,
  checkDeprecated,
  checkStages,
  checkRegexes,
  checkPaths,
  checkValues,
  checkUndefinedFields,
  checkTimeslice,
  checkUnusedFields,
  checkEffect,
  checkRestrictions,
  checkQuotedWildcards,
  checkLimits,
  checkDirectives,
  checkParameters,
];

/**
 * Everything wrong with a text, syntax and meaning, ordered by position. `customFields` are names of fields that messages have
 * because settings say so.
 */
export function checkDocument(document: SesqDocument, customFields: readonly string[] = []): readonly Diagnostic[] {
  const known = new Set([...customFields, ...wrapperFields.map(({ name }) => name)].map(foldField));
  const meaning = document.cells.flatMap((cell) => {
    const analyzed = analyzeQuery(cell.query);
    const context = { text: document.text, cell, analyzed, stages: allStages(analyzed), customFields: known };
    return checks.flatMap((check) => check(context));
  });
  return [...document.diagnostics, ...meaning].toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}
