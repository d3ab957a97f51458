import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json' with { type: 'json' };
import { cutAtAntimeridian } from './antimeridian.ts';
import { registerMap } from './echarts.ts';

/** Name under which the shapes of countries are registered. */
export const worldMapName = 'world';

/** Nobody reads mail there, and it takes a fifth of the height. */
const antarctica = '010';

let isRegistered = false;

/** Makes the map known to the chart library, once; its shapes are named by numeric ISO codes. */
export function registerWorld(): void {
  if (isRegistered) return;
  isRegistered = true;
  const topology = world as unknown as Topology;
  const countries = topology.objects['countries'] as GeometryCollection<{ readonly name: string }>;
  const features = feature(topology, countries)
    .features.filter(({ id }) => id !== antarctica)
    .map(({ id, properties, geometry }) => ({
      type: 'Feature',
      properties: { name: String(id ?? properties.name) },
      geometry: {
        type: 'MultiPolygon',
        coordinates: (geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates
            : []
        ).flatMap(cutAtAntimeridian),
      },
    }));
  registerMap(worldMapName, { geoJSON: { type: 'FeatureCollection', features } } as unknown as Parameters<
    typeof registerMap
  >[1]);
}

/** The Natural Earth projection: polynomials in the latitude, good to look at and quick. Degrees in, y down. */
export const naturalEarth = {
  project: ([longitude = 0, latitude = 0]: readonly number[]): [number, number] => {
    const phi = (latitude * Math.PI) / 180;
    const phi2 = phi * phi;
    const phi4 = phi2 * phi2;
    const x = 0.8707 - 0.131_979 * phi2 + phi4 * (-0.013_791 + phi4 * (0.003_971 * phi2 - 0.001_529 * phi4));
    const y = phi * (1.007_226 + phi2 * (0.015_085 + phi4 * (-0.044_475 + 0.028_874 * phi2 - 0.005_916 * phi4)));
    return [((longitude * Math.PI) / 180) * x, -y];
  },
  /** The inverse, by Newton's method. */
  unproject: ([x = 0, y = 0]: readonly number[]): [number, number] => {
    let phi = -y;
    for (let round = 0; round < 12; round += 1) {
      const phi2 = phi * phi;
      const phi4 = phi2 * phi2;
      const value =
        phi * (1.007_226 + phi2 * (0.015_085 + phi4 * (-0.044_475 + 0.028_874 * phi2 - 0.005_916 * phi4))) + y;
      const slope =
        1.007_226 + phi2 * (0.015_085 * 3 + phi4 * (-0.044_475 * 7 + 0.028_874 * 9 * phi2 - 0.005_916 * 11 * phi4));
      phi -= value / slope;
      if (Math.abs(value) < 1e-9) break;
    }
    const phi2 = phi * phi;
    const phi4 = phi2 * phi2;
    const width = 0.8707 - 0.131_979 * phi2 + phi4 * (-0.013_791 + phi4 * (0.003_971 * phi2 - 0.001_529 * phi4));
    return [(x / width / Math.PI) * 180, (phi / Math.PI) * 180];
  },
};
