/** Follows the paths of `parse xml` through a document. Namespaces mean nothing here: a name is what was written. */
import { DOMParser } from '@xmldom/xmldom';
import type { Document, Element, Node } from '@xmldom/xmldom';
import type { XmlCondition, XmlPath, XmlStep } from '../../../plan/xmlPath.ts';

const nodeTypes = { element: 1, text: 3, data: 4, comment: 8 } as const;

/**
 * The first value of each path; null when there is none or the text is no XML. Text before the first tag is passed
 * over. The parser reads no external entities and expands none that a document declares.
 */
export function xmlValues(text: string, paths: readonly XmlPath[]): readonly (string | null)[] {
  const document = readDocument(text);
  return paths.map((path) => (document === undefined ? null : firstValue(document, path)));
}

function readDocument(text: string): Document | undefined {
  const start = text.indexOf('<');
  const end = text.lastIndexOf('>');
  if (start < 0 || end < start) return undefined;
  try {
    return new DOMParser({ locator: false, onError: refuse }).parseFromString(text.slice(start, end + 1), 'text/xml');
  } catch {
    return undefined;
  }
}

/** A warning, such as an attribute without quotes, is no reason to see nothing. */
function refuse(level: string, message: string): void {
  if (level !== 'warning') throw new Error(message);
}

function firstValue(document: Document, { steps, target }: XmlPath): string | null {
  for (const element of elementsAt(document, steps, 0)) {
    if (target.kind === 'element') return markup(element);
    const found = target.kind === 'attribute' ? element.getAttribute(target.name) : ownText(element);
    if (found !== null) return found;
  }
  return null;
}

function* elementsAt(parent: Node, steps: readonly XmlStep[], depth: number): Generator<Element> {
  const step = steps[depth];
  if (step === undefined) return;
  for (const child of matching(parent, step)) {
    if (depth === steps.length - 1) yield child;
    else yield* elementsAt(child, steps, depth + 1);
  }
}

function matching(parent: Node, { name, conditions }: XmlStep): readonly Element[] {
  return conditions.reduce<readonly Element[]>(
    (elements, together) =>
      elements.filter((element, index) => together.every((each) => holds(each, element, index + 1, elements.length))),
    children(parent).filter((node) => name === '*' || node.nodeName === name),
  );
}

function children(parent: Node): Element[] {
  return [...parent.childNodes].filter((node): node is Element => node.nodeType === nodeTypes.element);
}

function holds(condition: XmlCondition, element: Element, position: number, count: number): boolean {
  if (condition.kind === 'position')
    return position === (condition.position > 0 ? condition.position : count + condition.position);
  const { name, value, negated } = condition;
  const found = subjects(condition.kind, name, element);
  if (value === undefined) return found.length > 0;
  return found.some((text) => (typeof value === 'number' ? Number(text) === value : text === value) !== negated);
}

function subjects(kind: 'attribute' | 'child' | 'text', name: string, element: Element): readonly string[] {
  if (kind === 'text') return [element.textContent ?? ''];
  if (kind === 'child')
    return children(element)
      .filter((child) => name === '*' || child.nodeName === name)
      .map((child) => child.textContent ?? '');
  const attribute = element.getAttribute(name);
  return attribute === null ? [] : [attribute];
}

/** The first run of text directly inside an element. */
function ownText(element: Element): string | null {
  const nodes = [...element.childNodes];
  const start = nodes.findIndex(isText);
  if (start < 0) return null;
  const length = nodes.slice(start).findIndex((node) => !isText(node));
  return nodes
    .slice(start, length < 0 ? undefined : start + length)
    .map((node) => node.nodeValue ?? '')
    .join('');
}

function isText(node: Node): boolean {
  return node.nodeType === nodeTypes.text || node.nodeType === nodeTypes.data;
}

/** An element as it stood in the document; the library's own writer would add declarations of namespaces. */
function markup(node: Node): string {
  if (node.nodeType === nodeTypes.text) return escape(node.nodeValue ?? '', /[&<>]/g);
  if (node.nodeType === nodeTypes.data) return `<![CDATA[${node.nodeValue ?? ''}]]>`;
  if (node.nodeType === nodeTypes.comment) return `<!--${node.nodeValue ?? ''}-->`;
  if (node.nodeType !== nodeTypes.element) return '';
  const element = node as Element;
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${escape(value, /[&<"]/g)}"`);
  const inner = [...element.childNodes].map(markup).join('');
  const tag = `${element.nodeName}${attributes.join('')}`;
  return inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${element.nodeName}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string, special: RegExp): string {
  return text.replace(special, (sign) => entities[sign] ?? sign);
}
