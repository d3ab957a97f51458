/** `parse xml`: fields from XML by their paths. */
import type { ParseXmlStage } from '../../../language/index.ts';
import { column, isNothing, nothing } from '../scalar.ts';
import { readTexts } from '../textReaders.ts';
import { readXmlPath } from '../xmlPath.ts';
import type { XmlPath } from '../xmlPath.ts';
import { addFound, addOptional, namedList } from './namedValues.ts';
import { textSource } from './sources.ts';
import { extendHidden } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planParseXml: StagePlanner<ParseXmlStage> = (stage, rows, planner) => {
  const paths = stage.paths.flatMap((written): readonly XmlPath[] => {
    const path = readXmlPath(written.value);
    if (path !== undefined) return [path];
    planner.invalid(
      'xml.path',
      'Only absolute paths such as /a/b[2]/c/text() or /a/b/@id are known; "//", "..", axes and functions are not.',
      written.range,
    );
    return [];
  });
  if (paths.length < stage.paths.length) return rows;
  const names = stage.paths.map((path, index) => stage.aliases[index]?.name ?? path.value);
  const add = stage.nodrop ? addOptional : addFound;
  const source = textSource(stage.source?.name, rows);
  if (isNothing(source))
    return add(
      rows,
      names.map((name) => ({ name, value: nothing() })),
      planner,
    );
  const list = extendHidden(rows, readTexts('xmlValues', source, { paths }), planner);
  return add(list.rows, namedList(column(list.id, 'text'), names), planner);
};
