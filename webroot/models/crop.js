/**
 * Which square of a picture is kept. In pixels of the picture: `x` and `y` are the middle of the square; `zoom` is 1 when
 * it is as large as the picture lets it be.
 * @typedef {{width: number, height: number, zoom: number, x: number, y: number}} Crop
 */

/** So that what is kept is not a blur. */
const LEAST_SIDE = 128;
const MOST_ZOOM = 8;

/** The largest square, in the middle. @param {number} width @param {number} height @returns {Crop} */
export const wholeCrop = (width, height) => ({ width, height, zoom: 1, x: width / 2, y: height / 2 });

/** How far one can zoom into it. @param {Crop} crop */
export const mostZoom = ({ width, height }) => Math.max(1, Math.min(MOST_ZOOM, Math.min(width, height) / LEAST_SIDE));

/** @param {Crop} crop its side, in pixels of the picture */
export const sideOf = ({ width, height, zoom }) => Math.min(width, height) / zoom;

/** What is kept: the top left corner and the side. @param {Crop} crop */
export function squareOf(crop) {
  const side = sideOf(crop);
  return { x: crop.x - side / 2, y: crop.y - side / 2, side };
}

/** @param {number} value @param {number} least @param {number} most */
const between = (value, least, most) => Math.min(Math.max(value, least), most);

/** Within the picture. @param {Crop} crop @returns {Crop} */
function inside(crop) {
  const half = sideOf(crop) / 2;
  return {
    ...crop,
    x: between(crop.x, half, crop.width - half),
    y: between(crop.y, half, crop.height - half),
  };
}

/** Moves the picture under the square. @param {Crop} crop @param {number} right as a part of the square's side
 * @param {number} down @returns {Crop} */
export function moved(crop, right, down) {
  const side = sideOf(crop);
  return inside({ ...crop, x: crop.x - right * side, y: crop.y - down * side });
}

/** Zooms so that one point stays where it is. @param {Crop} crop @param {number} zoom
 * @param {number} [right] where that is from the middle, as a part of the square's side @param {number} [down]
 * @returns {Crop} */
export function zoomed(crop, zoom, right = 0, down = 0) {
  const now = { ...crop, zoom: between(zoom, 1, mostZoom(crop)) };
  const difference = sideOf(crop) - sideOf(now);
  return inside({ ...now, x: crop.x + right * difference, y: crop.y + down * difference });
}
