import type { SesqPanel } from './panel.ts';

/** Pixels around what is on screen. */
const nearness = '400px';

/** Tells panels when they come near what is on screen, so that pictures far away are not made. */
export class NearPanels {
  readonly #observer = new IntersectionObserver((entries) => this.#came(entries), { rootMargin: nearness });

  /** Watches those that have not been near yet; asking again for the same changes nothing. */
  watch(panels: readonly SesqPanel[]): void {
    for (const panel of panels) if (!panel.isNear) this.#observer.observe(panel);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  #came(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      (target as SesqPanel).isNear = true;
      this.#observer.unobserve(target);
    }
  }
}
