/** Which fields the rest of a query reads: operators that can make any number of fields make these. */
import { pipelinesOf } from '../../language/analysis/nestedStages.ts';
import { stageFields } from '../../language/analysis/stageFields.ts';
import { foldField } from '../../language/index.ts';
import type { Stage } from '../../language/index.ts';

export interface UpcomingFields {
  /** Fields that are read before anything else defines them, in the order of the text. */
  readonly names: readonly string[];
  /** True when no stage says which fields are left, so that whatever there is will be seen. */
  readonly all: boolean;
}

/** Looks through stages up to the first one that leaves only fields of its own. */
export function upcomingFields(stages: readonly Stage[]): UpcomingFields {
  const names = new Map<string, string>();
  const defined = new Set<string>();
  let all = true;
  for (const stage of stages) {
    const { reads, defines, drops, keeps } = stageFields(stage);
    const inner = pipelinesOf(stage).flatMap((pipeline) => upcomingFields(pipeline.stages).names);
    for (const name of [...reads.map((field) => field.name), ...inner])
      if (!defined.has(foldField(name)) && !names.has(foldField(name))) names.set(foldField(name), name);
    for (const { name } of [...defines, ...drops]) defined.add(foldField(name));
    if (keeps !== 'everything') all = false;
    if (keeps === 'own') break;
  }
  return { names: [...names.values()], all };
}
