import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mostZoom, moved, squareOf, wholeCrop, zoomed } from '../webroot/models/crop.js';

describe('choosing a square of a picture', () => {
  it('begins with the largest one in the middle', () => {
    assert.deepEqual(squareOf(wholeCrop(1600, 900)), { x: 350, y: 0, side: 900 });
    assert.deepEqual(squareOf(wholeCrop(900, 1600)), { x: 0, y: 350, side: 900 });
  });

  it('follows the finger and stops at the edges', () => {
    const crop = moved(wholeCrop(1600, 900), 0.1, 0.5);
    assert.deepEqual(squareOf(crop), { x: 260, y: 0, side: 900 });
    assert.deepEqual(squareOf(moved(crop, 5, 0)), { x: 0, y: 0, side: 900 });
    assert.deepEqual(squareOf(moved(crop, -5, 0)), { x: 700, y: 0, side: 900 });
  });

  it('zooms towards a point, which stays where it is', () => {
    const crop = zoomed(wholeCrop(1000, 1000), 2, 0.5, -0.5);
    assert.deepEqual(squareOf(crop), { x: 500, y: 0, side: 500 });
    assert.deepEqual(squareOf(zoomed(crop, 1)), { x: 0, y: 0, side: 1000 });
  });

  it('zooms as far as something is left to see', () => {
    assert.equal(mostZoom(wholeCrop(100, 4000)), 1);
    assert.equal(mostZoom(wholeCrop(512, 4000)), 4);
    assert.equal(zoomed(wholeCrop(9000, 9000), 99).zoom, 8);
    assert.equal(zoomed(wholeCrop(9000, 9000), 0).zoom, 1);
  });
});
