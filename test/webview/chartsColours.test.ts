import assert from 'node:assert/strict';
import {
  contrast,
  cssColour,
  distance,
  fromLab,
  parseColour,
  toLab,
} from '../../client/webview/shared/charts/colour.ts';
import type { Rgb } from '../../client/webview/shared/charts/colour.ts';
import { ColourScale, shadeColour } from '../../client/webview/shared/charts/colourScale.ts';
import { chartTheme } from '../../client/webview/shared/charts/palette.ts';
import type { ChartTheme } from '../../client/webview/shared/charts/palette.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

function themeOf(name: ThemeName): ChartTheme {
  const variables: Readonly<Record<string, string>> = themes[name];
  const bodyClasses = [`vscode-${name}`];
  return chartTheme((variable) => variables[variable] ?? '', { bodyClasses, reducedMotion: false });
}

const rgb = (text: string): Rgb => parseColour(text) ?? { r: Number.NaN, g: 0, b: 0, a: 1 };

/** What is left of a colour for eyes without one kind of cones (Viénot, in linear light). */
function seenWithout(cones: 'red' | 'green', colour: Rgb): Rgb {
  const linear = (value: number): number => (value / 255) ** 2.2;
  const [r, g, b] = [linear(colour.r), linear(colour.g), linear(colour.b)];
  const [share, other] = cones === 'red' ? [0.112_38, 0.887_62] : [0.292_75, 0.707_25];
  const blue = cones === 'red' ? 0.004_01 * (r - g) + b : -0.022_34 * (r - g) + b;
  const byte = (value: number): number => 255 * Math.min(1, Math.max(0, value)) ** (1 / 2.2);
  const yellow = share * r + other * g;
  return { r: byte(yellow), g: byte(yellow), b: byte(blue), a: 1 };
}

describe('colours', () => {
  it('are read from what themes write, and written for the canvas', () => {
    assert.deepEqual(parseColour(' #abc '), { r: 170, g: 187, b: 204, a: 1 });
    assert.deepEqual(parseColour('rgba(1, 2, 3, 0.5)'), { r: 1, g: 2, b: 3, a: 0.5 });
    assert.deepEqual(parseColour('rgb(10 20 30 / 50%)'), { r: 10, g: 20, b: 30, a: 0.5 });
    assert.deepEqual(['', 'red', '#12', 'rgb(1,2)', '#ggg'].map(parseColour), Array(5).fill(undefined));
    assert.equal(cssColour({ r: 300, g: -5, b: 15.6, a: 0.5 }), '#ff001080');
  });

  it('survive the way to OKLab and back', () => {
    for (const text of ['#000000', '#ffffff', '#3794ff', '#e51400', '#89d185']) {
      assert.equal(cssColour(fromLab(toLab(rgb(text)))), text);
    }
  });
});

for (const name of Object.keys(themes) as ThemeName[]) {
  describe(`palette of the ${name} theme`, () => {
    const theme = themeOf(name);
    const categories = theme.categories.map(rgb);

    it('stands out from the background', () => {
      for (const colour of [...categories, ...Object.values(theme.tones).map(rgb)]) {
        assert.ok(contrast(colour, rgb(theme.background)) >= 1.6, cssColour(colour));
      }
      assert.ok(contrast(rgb(theme.foreground), rgb(theme.background)) >= 4.5);
    });

    it('has ten colours that differ', () => {
      categories.forEach((one, index) =>
        categories
          .slice(index + 1)
          .forEach((other) => assert.ok(distance(one, other) > 0.06, `${cssColour(one)} ${cssColour(other)}`)),
      );
    });

    for (const cones of ['red', 'green'] as const) {
      it(`its first five differ for eyes without cones for ${cones}`, () => {
        const seen = categories.slice(0, 5).map((colour) => seenWithout(cones, colour));
        seen.forEach((one, index) =>
          seen
            .slice(index + 1)
            .forEach((other, offset) =>
              assert.ok(distance(one, other) > 0.05, `${index} and ${index + 1 + offset}: ${distance(one, other)}`),
            ),
        );
      });
    }

    it('tells success from failure for every eye', () => {
      const [good, bad] = [rgb(theme.tones.success), rgb(theme.tones.failure)];
      assert.ok(distance(good, bad) > 0.1);
      for (const cones of ['red', 'green'] as const) {
        assert.ok(distance(seenWithout(cones, good), seenWithout(cones, bad)) > 0.04, cones);
      }
    });
  });
}

describe('colour scale', () => {
  it('gives a name the same colour in every chart, in whatever order they come', () => {
    const scale = new ColourScale();
    const [alpha, beta] = scale.assign(['alpha', 'beta']);
    assert.deepEqual(
      scale.assign(['beta', 'gamma', 'Alpha']).filter((_, index) => index !== 1),
      [beta, alpha],
    );
  });

  it('gives names of one chart different colours', () => {
    const scale = new ColourScale();
    scale.assign(['x', 'y', 'z']);
    const names = ['Bounce', ...Array.from({ length: 40 }, (_, index) => `n${index}`), 'Delivery', 'x'];
    const shades = scale.assign(names).map((shade) => JSON.stringify(shade));
    assert.equal(new Set(shades).size, names.length);
  });

  it('uses the full colours again before the paler ones, the least used first', () => {
    const scale = new ColourScale();
    scale.assign(['a', 'b', 'c']);
    assert.deepEqual(scale.assign(['d', 'e']), [{ slot: 3 }, { slot: 4 }]);
    scale.assign(['f', 'g', 'h', 'i', 'j']);
    assert.deepEqual(scale.assign(['k', 'l']), [{ slot: 0 }, { slot: 1 }]);
    assert.deepEqual(scale.assign(['a', 'k']), [{ slot: 0 }, { slot: 2 }]);
    assert.deepEqual(scale.assign(['k']), [{ slot: 0 }]);
  });

  it('always has the same colour for types of events, and tones for outcomes', () => {
    const [one, other] = [new ColourScale(), new ColourScale()];
    other.assign(['a', 'b', 'c', 'd']);
    assert.deepEqual(one.assign(['Bounce', 'Success', 'failure']), other.assign(['Bounce', 'Success', 'failure']));
    assert.deepEqual(one.assign(['Success', 'failure']), [{ tone: 'success' }, { tone: 'failure' }]);
  });

  it('lets a chart say the tone, and keeps what is left over quiet', () => {
    const shades = new ColourScale().assign(['Bounce', 'Other (1,203)', '(none)'], { Bounce: 'warning' });
    assert.deepEqual(shades, [{ tone: 'warning' }, { tone: 'neutral' }, { tone: 'neutral' }]);
  });

  it('takes names of every object for names', () => {
    const [one, other] = new ColourScale().assign(['constructor', '__proto__']);
    assert.notDeepEqual(one, other);
    assert.match(shadeColour(one ?? { slot: 0 }, themeOf('dark')), /^#[0-9a-f]{6}$/);
  });
});
