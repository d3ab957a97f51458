import { diagnostic, replaceFix } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { closest } from '../../diagnostics/didYouMean.ts';
import { checkDirective, directiveNames } from '../../document/directives.ts';
import { rangeOf } from '../../lexer/literals.ts';
import type { ScopeNode } from '../../syntax/nodes.ts';
import { parametersOf, variablesOf } from '../variables.ts';
import type { QueryCheck } from './context.ts';

/** Longest query and longest word of the hosted product, in characters (language.md 1.1). */
const queryLimit = 15_000;
const wordLimit = 2_300;

/** What the hosted product would refuse for its size. */
export const checkLimits: QueryCheck = ({ cell }) => {
  const { range } = cell.query;
  const problems: Diagnostic[] = [];
  if (range.end - range.start > queryLimit) {
    problems.push(
      diagnostic(
        'query.too-long',
        cell.query.scopeRange,
        `The query has ${(range.end - range.start).toLocaleString('en-US')} characters; the hosted product takes ${queryLimit.toLocaleString('en-US')}.`,
      ),
    );
  }
  for (const token of cell.tokens) {
    if (token.image.length > wordLimit)
      problems.push(
        diagnostic(
          'query.word-too-long',
          rangeOf(token),
          `This has ${token.image.length.toLocaleString('en-US')} characters; the hosted product takes ${wordLimit.toLocaleString('en-US')}.`,
        ),
      );
    if (token.image.startsWith('"') && /[\r\n]/.test(token.image))
      problems.push(
        diagnostic(
          'syntax.line-break-in-text',
          rangeOf(token),
          'This text runs over the end of a line; write `\\n` for a line break.',
        ),
      );
  }
  return problems;
};

/** Comment lines of the form `// @name value`. */
export const checkDirectives: QueryCheck = ({ cell }) =>
  cell.directives.flatMap((directive) => {
    if (!directiveNames.includes(directive.name)) {
      const suggestion = closest(directive.name, directiveNames);
      const hint =
        suggestion === undefined
          ? `There are ${directiveNames.map((name) => `@${name}`).join(', ')}.`
          : `Did you mean \`@${suggestion}\`?`;
      return [
        diagnostic('directive.unknown', directive.range, `There is no directive \`@${directive.name}\`. ${hint}`),
      ];
    }
    const problem = checkDirective(directive);
    return problem === undefined ? [] : [diagnostic('directive.value', directive.range, problem)];
  });

/** Values for variables that the query does not have. */
export const checkParameters: QueryCheck = ({ cell }) => {
  const used = new Set(variablesOf(cell).map(({ name }) => name.toLowerCase()));
  return parametersOf(cell)
    .filter(({ name }) => !used.has(name.toLowerCase()))
    .map(({ name, range }) => diagnostic('directive.unused', range, `The query has no variable \`{{${name}}}\`.`));
};

/** `_sourceCategory="a*"`: quotes make the wildcard a plain star (language.md 2). */
export const checkQuotedWildcards: QueryCheck = ({ analyzed }) => {
  const problems: Diagnostic[] = [];
  const visit = (node: ScopeNode | undefined): void => {
    if (node?.kind === 'scopeAnd' || node?.kind === 'scopeOr') node.operands.forEach(visit);
    if (node?.kind === 'scopeNot') visit(node.operand);
    if (node?.kind === 'fieldTerm' && node.quoted && node.value.includes('*')) {
      const fixes = /^[\w/.:*-]+$/.test(node.value) ? replaceFix(node.valueRange, node.value, 'Remove the quotes') : [];
      problems.push(
        diagnostic(
          'scope.quoted-wildcard',
          node.valueRange,
          'In quotes `*` is an ordinary character, not a wildcard.',
          fixes,
        ),
      );
    }
  };
  visit(analyzed.query.scope);
  return problems;
};
