import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import './menu.ts';
import type { MenuItem, SesqMenu } from './menu.ts';
import type { PopupAnchor } from './popup.ts';
import './prompt.ts';
import type { SesqPrompt } from './prompt.ts';
import './rangePicker.ts';
import type { SesqRangePicker } from './rangePicker.ts';
import './valuePicker.ts';
import type { SesqValuePicker, ValueOffer } from './valuePicker.ts';

/** What opens over the view. Of each kind one is open at most, and what it chose goes to whoever opened it. */
export class Popups {
  readonly #root: () => ParentNode;
  #rangeChosen: (range: TimeRangeChoice | undefined) => void = () => undefined;
  #valuesChosen: (values: readonly string[]) => void = () => undefined;
  #textGiven: (text: string) => void = () => undefined;
  /** What the values that are offered are for. */
  #offered = '';

  /** `root` gives the element that `template` was drawn in. */
  constructor(root: () => ParentNode) {
    this.#root = root;
  }

  /** The closed popups, to be drawn once in the view. */
  template(): TemplateResult {
    return html`<sesq-menu></sesq-menu>
      <sesq-range-picker
        @choose=${({ detail }: CustomEvent<TimeRangeChoice | null>) => this.#rangeChosen(detail ?? undefined)}
      ></sesq-range-picker>
      <sesq-value-picker
        @choose=${({ detail }: CustomEvent<readonly string[]>) => this.#valuesChosen(detail)}
      ></sesq-value-picker>
      <sesq-prompt @choose=${({ detail }: CustomEvent<string>) => this.#textGiven(detail)}></sesq-prompt>`;
  }

  /** Shows a menu; `label` names it for screen readers. */
  menu(anchor: PopupAnchor, label: string, items: readonly MenuItem[]): void {
    this.#popup<SesqMenu>('sesq-menu').show(anchor, label, items);
  }

  /** Asks for a time range; undefined stands for `ofFile`, the range of the file. */
  range(
    anchor: PopupAnchor,
    chosen: TimeRangeChoice | undefined,
    ofFile: TimeRangeChoice,
    choose: (range: TimeRangeChoice | undefined) => void,
  ): void {
    this.#rangeChosen = choose;
    this.#popup<SesqRangePicker>('sesq-range-picker').show(anchor, chosen, ofFile);
  }

  /** Asks for values; `choose` is called at every choice. `name` tells what they are for. */
  values(anchor: PopupAnchor, name: string, offer: ValueOffer, choose: (values: readonly string[]) => void): void {
    this.#offered = name;
    this.#valuesChosen = choose;
    this.#popup<SesqValuePicker>('sesq-value-picker').show(anchor, offer);
  }

  /** Renews the offer under this name, if it is open. */
  renewValues(name: string, offer: () => ValueOffer): void {
    const picker = this.#popup<SesqValuePicker>('sesq-value-picker');
    if (picker.isOpen && this.#offered === name) picker.offer = offer();
  }

  /** Asks for a line of text. */
  text(anchor: PopupAnchor, label: string, value: string, give: (text: string) => void): void {
    this.#textGiven = give;
    this.#popup<SesqPrompt>('sesq-prompt').ask(anchor, label, value);
  }

  #popup<Kind extends Element>(name: string): Kind {
    const popup = this.#root().querySelector<Kind>(name);
    if (popup === null) throw new Error(`The view has no ${name}`);
    return popup;
  }
}
