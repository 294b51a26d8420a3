/** The sizes at which pictures of people are served, in pixels. @typedef {64 | 256 | 512} PictureSize */

/** The address of a picture at another size than the one that an account names.
 * @param {string} picture an account's `picture` @param {PictureSize} size */
export const pictureAt = (picture, size) => picture.replace(/\/\d+$/, `/${size}`);
