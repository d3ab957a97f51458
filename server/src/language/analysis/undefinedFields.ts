import { foldField } from '../syntax/fieldNames.ts';
import type { FieldName } from '../syntax/nodes.ts';
import type { AnalyzedQuery, AnalyzedStage } from './analyze.ts';

/** A field that a stage reads although nothing before it defines it. */
export interface UndefinedField {
  readonly field: FieldName;
  readonly stage: AnalyzedStage;
}

/** Every read of a field that does not exist at that place, in the order of the text. */
export function undefinedFields({ stages }: AnalyzedQuery): readonly UndefinedField[] {
  return stages.flatMap((stage) =>
    stage.uses.reads.filter((field) => isUndefined(field, stage)).map((field) => ({ field, stage })),
  );
}

function isUndefined({ name }: FieldName, { before }: AnalyzedStage): boolean {
  // Names with an underscore in front belong to the system; a template can be any name.
  return !before.open && !name.startsWith('_') && !name.includes('{{') && !before.fields.has(foldField(name));
}
