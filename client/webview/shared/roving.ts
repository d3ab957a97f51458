/** Groups of buttons that are one stop of the Tab key, as toolbars of the editor are: arrow keys go on within them. */

const steps: Readonly<Record<string, (index: number) => number>> = {
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: () => -1,
};

const buttonsOf = (group: Element): readonly HTMLButtonElement[] => [
  ...group.querySelectorAll<HTMLButtonElement>('button'),
];

/** Leaves one button of the group for the Tab key: the one that was it before, else the first. Call it after drawing. */
export function oneTabStop(group: Element | null): void {
  if (group === null) return;
  const buttons = buttonsOf(group);
  const stop = buttons.find((button) => button.getAttribute('tabindex') === '0') ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

/** Moves the focus within the group that listens: arrows step and go round, Home and End jump. Other keys do nothing. */
export function rove(event: KeyboardEvent): void {
  const group = event.currentTarget;
  const step = steps[event.key];
  if (step === undefined || !(group instanceof Element)) return;
  const buttons = buttonsOf(group);
  const index = buttons.findIndex((button) => button === event.target);
  if (index === -1) return;
  event.preventDefault();
  event.stopPropagation();
  const next = buttons.at(step(index) % buttons.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}
