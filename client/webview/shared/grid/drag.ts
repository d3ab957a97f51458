/** Follows the pointer from a press on an element until it is let go; `moved` gets the way so far in pixels. */
export function followPointer(pressed: PointerEvent, moved: (distance: number) => void): void {
  const handle = pressed.target;
  if (!(handle instanceof HTMLElement)) return;
  const move = (event: PointerEvent): void => moved(event.clientX - pressed.clientX);
  handle.setPointerCapture(pressed.pointerId);
  handle.classList.add('dragged');
  handle.addEventListener('pointermove', move);
  const end = (): void => {
    handle.removeEventListener('pointermove', move);
    handle.classList.remove('dragged');
  };
  handle.addEventListener('lostpointercapture', end, { once: true });
}
