/** Cuts shapes that cross the 180th meridian in two, so that no line runs across the whole map. Pure; degrees. */

type Position = readonly number[];
type Ring = readonly Position[];
type Polygon = readonly Ring[];

/** The polygon as it is, or its parts on either side of the meridian. */
export function cutAtAntimeridian(polygon: Polygon): readonly Polygon[] {
  const [outer, ...holes] = polygon.map(unrolled);
  if (outer === undefined) return [];
  const longitudes = outer.map(([longitude = 0]) => longitude);
  if (Math.max(...longitudes) <= 180 && Math.min(...longitudes) >= -180) return [polygon];
  return [-360, 0, 360].flatMap((shift) => {
    const part = clipped(shifted(outer, shift));
    if (part.length < 4) return [];
    const cutHoles = holes.map((hole) => clipped(shifted(hole, shift))).filter((hole) => hole.length >= 4);
    return [[part, ...cutHoles]];
  });
}

/** The ring with longitudes that go on beyond 180 degrees instead of jumping to the other side. */
function unrolled(ring: Ring): Ring {
  let offset = 0;
  let before: number | undefined;
  return ring.map(([longitude = 0, latitude = 0]) => {
    if (before !== undefined && longitude - before > 180) offset -= 360;
    else if (before !== undefined && longitude - before < -180) offset += 360;
    before = longitude;
    return [longitude + offset, latitude];
  });
}

const shifted = (ring: Ring, by: number): Ring =>
  ring.map(([longitude = 0, latitude = 0]) => [longitude + by, latitude]);

/** The part of a ring between -180 and 180 degrees, by Sutherland and Hodgman's method. */
function clipped(ring: Ring): Ring {
  const east = clippedAt(ring, 180, (longitude) => longitude <= 180);
  return clippedAt(east, -180, (longitude) => longitude >= -180);
}

function clippedAt(ring: Ring, edge: number, isInside: (longitude: number) => boolean): Ring {
  const result: Position[] = [];
  ring.forEach(([x = 0, y = 0], index) => {
    const [beforeX = 0, beforeY = 0] = ring[(index + ring.length - 1) % ring.length] ?? [];
    if (isInside(x) !== isInside(beforeX)) {
      result.push([edge, beforeY + ((y - beforeY) * (edge - beforeX)) / (x - beforeX)]);
    }
    if (isInside(x)) result.push([x, y]);
  });
  const [first] = result;
  if (first !== undefined) result.push(first);
  return result;
}
