import { LitElement, html } from 'lit';
import { number, t } from '../../lib/i18n/i18n.js';
import { mostZoom, moved, squareOf, wholeCrop, zoomed } from '../../models/crop.js';
import { base, buttons } from '../shared/base.js';
import { styles } from './picture-crop.styles.js';

/** @typedef {import('../../models/crop.js').Crop} Crop */

const SIDE = 512;
const QUALITY = 0.92;
const STEP = 0.05;
const ZOOM_STEP = 1.1;

/**
 * Asks which square of a picture is kept: it is dragged, pinched, or moved with the arrow keys; zoomed with the wheel, the
 * slider, or + and -. `await crop.ask(image)` gives a JPEG of 512 pixels, or nothing.
 */
export class PictureCrop extends LitElement {
  static properties = { crop: { state: true } };

  static styles = [base, buttons, styles];

  /** @type {Map<number, {x: number, y: number}>} fingers on the picture, as parts of its side from its middle */
  #fingers = new Map();
  /** @type {ImageBitmap | undefined} */ #image;

  constructor() {
    super();
    /** @type {Crop} */
    this.crop = wholeCrop(1, 1);
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  get #view() {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector('.view'));
  }

  /** @param {ImageBitmap} image @returns {Promise<Blob | undefined>} */
  async ask(image) {
    this.#image = image;
    this.crop = wholeCrop(image.width, image.height);
    await this.updateComplete;
    const dialog = this.#dialog;
    dialog.returnValue = '';
    dialog.showModal();
    this.#view.focus();
    await new Promise((resolve) => {
      dialog.addEventListener('close', resolve, { once: true });
    });
    this.#fingers.clear();
    const kept = dialog.returnValue === 'yes' ? await this.#kept() : undefined;
    this.#image = undefined;
    return kept;
  }

  updated() {
    this.#draw(/** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas')));
  }

  render() {
    const { crop } = this;
    return html`<dialog aria-labelledby="heading" aria-describedby="hint"><form method="dialog">
      <h2 id="heading">${t('crop.title')}</h2><p class="hint" id="hint">${t('crop.hint')}</p>
      <div class="view" tabindex="0" role="application" aria-label=${t('crop.view')} aria-describedby="hint"
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}
        @wheel=${this.#wheel} @keydown=${this.#key}><canvas width=${SIDE} height=${SIDE}></canvas></div>
      <div class="zoom"><label for="zoom">${t('crop.zoom')}</label>
        <input id="zoom" type="range" min="1" max=${mostZoom(crop)} step="0.01" .value=${String(crop.zoom)} ?disabled=${mostZoom(crop) === 1}
          @input=${(/** @type {any} */ event) => (this.crop = zoomed(crop, event.target.valueAsNumber))}>
        <output for="zoom">×${number(Math.round(crop.zoom * 10) / 10)}</output></div>
      <div class="choices"><button type="button" class="button quiet" @click=${() => this.#dialog.close()}>${t('crop.cancel')}</button>
        <button class="button" value="yes">${t('crop.use')}</button></div>
    </form></dialog>`;
  }

  /** @param {HTMLCanvasElement} canvas */
  #draw(canvas) {
    const context = canvas.getContext('2d');
    if (!this.#image || !context) return;
    const { x, y, side } = squareOf(this.crop);
    // A picture without a background gets a white one.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIDE, SIDE);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#image, x, y, side, side, 0, 0, SIDE, SIDE);
  }

  /** @returns {Promise<Blob | undefined>} */
  #kept() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    this.#draw(canvas);
    return new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY);
    });
  }

  /** @param {{clientX: number, clientY: number}} event as parts of the view's side, from its middle */
  #at({ clientX, clientY }) {
    const { left, top, width } = this.#view.getBoundingClientRect();
    return { x: (clientX - left) / width - 0.5, y: (clientY - top) / width - 0.5 };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#view.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, this.#at(event));
  }

  /** One finger drags; two drag with the point between them, and zoom with the distance. @param {PointerEvent} event */
  #move(event) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const now = this.#at(event);
    const fixed = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    const share = this.#fingers.size;
    let { crop } = this;
    crop = moved(crop, (now.x - before.x) / share, (now.y - before.y) / share);
    if (fixed) {
      const apart = (/** @type {{x: number, y: number}} */ one) => Math.hypot(one.x - fixed.x, one.y - fixed.y);
      const middle = { x: (now.x + fixed.x) / 2, y: (now.y + fixed.y) / 2 };
      crop = zoomed(crop, (crop.zoom * apart(now)) / Math.max(apart(before), 0.01), middle.x, middle.y);
    }
    this.#fingers.set(event.pointerId, now);
    this.crop = crop;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#fingers.delete(event.pointerId);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const { x, y } = this.#at(event);
    this.crop = zoomed(this.crop, this.crop.zoom * Math.exp(-event.deltaY / 400), x, y);
  }

  /** The arrows move what is kept over the picture. @param {KeyboardEvent} event */
  #key(event) {
    const { crop } = this;
    const next = {
      ArrowLeft: () => moved(crop, STEP, 0),
      ArrowRight: () => moved(crop, -STEP, 0),
      ArrowUp: () => moved(crop, 0, STEP),
      ArrowDown: () => moved(crop, 0, -STEP),
      '+': () => zoomed(crop, crop.zoom * ZOOM_STEP),
      '=': () => zoomed(crop, crop.zoom * ZOOM_STEP),
      '-': () => zoomed(crop, crop.zoom / ZOOM_STEP),
      Enter: () => this.#dialog.close('yes'),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    this.crop = next() ?? crop;
  }
}

customElements.define('picture-crop', PictureCrop);
