import type { KnownField } from './analyze.ts';

/** How many layers are looked through before they are made one. */
const maxLayers = 32;

/**
 * The fields that exist at a place, by folded name. Each stage adds a layer to the fields before it, so that a query
 * of many stages does not copy them for each.
 */
export class FieldMap {
  private readonly own: ReadonlyMap<string, KnownField>;
  private readonly below: FieldMap | undefined;
  private readonly layers: number;

  private constructor(own: ReadonlyMap<string, KnownField>, below: FieldMap | undefined) {
    this.own = own;
    this.below = below;
    this.layers = below === undefined ? 1 : below.layers + 1;
  }

  static of(fields: Iterable<readonly [string, KnownField]>): FieldMap {
    return new FieldMap(new Map(fields), undefined);
  }

  /** These fields and others; of one name the added one counts. */
  with(added: ReadonlyMap<string, KnownField>): FieldMap {
    if (added.size === 0) return this;
    const next = new FieldMap(added, this);
    return next.layers > maxLayers ? FieldMap.of(next.entries()) : next;
  }

  get(folded: string): KnownField | undefined {
    return this.own.get(folded) ?? this.below?.get(folded);
  }

  has(folded: string): boolean {
    return this.get(folded) !== undefined;
  }

  /** Every field with its folded name, in the order in which names were first defined. */
  entries(): ReadonlyMap<string, KnownField> {
    if (this.below === undefined) return this.own;
    return new Map(this.everyLayer().flatMap((layer) => [...layer]));
  }

  values(): Iterable<KnownField> {
    return this.entries().values();
  }

  private everyLayer(): readonly ReadonlyMap<string, KnownField>[] {
    return this.below === undefined ? [this.own] : [...this.below.everyLayer(), this.own];
  }
}
