// Which page of a paper is asked for: one at a time, and an older answer never overtakes a newer one. Knows no page: its world is handed in.

/**
 * Where something stands on a page, in millimetres from its upper left corner.
 * @typedef {object} Box
 * @property {string} key the field
 * @property {string} label what the field is called
 * @property {string} text what stands in it
 * @property {string} path the entry of the form behind it; empty when there is none
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */
/**
 * One page as it was drawn.
 * @typedef {object} Drawn
 * @property {number} page
 * @property {number} pages how many there are
 * @property {number} width of the page, in millimetres
 * @property {number} height
 * @property {Box[]} boxes in reading order
 * @property {string[]} lines what stands on the page, where nothing tells the boxes
 * @property {string} picture its address
 */
/**
 * What the pages need of the world around them.
 * @typedef {object} World
 * @property {(page: number, signal: AbortSignal) => Promise<Drawn>} ask fails when there is no picture, or when it is dropped
 * @property {() => void} waiting
 * @property {(drawn: Drawn) => void} show
 * @property {(reason: unknown) => void} fail
 */

/**
 * Turn the pages of one paper.
 * @param {World} world
 */
export function pagesOf(world) {
  let at = 1;
  let count = 1;
  /** @type {AbortController | null} */
  let running = null;

  return {
    draw, turn,
    at: () => at,
    count: () => count,
  };

  /**
   * Ask for another page; what lies beyond the ends is not asked for.
   * @param {number} page
   */
  async function turn(page) {
    const wanted = Math.max(1, Math.min(page, count));
    if (wanted !== at) {
      at = wanted;
      await draw();
    }
  }

  /** Ask for the page anew; tells whether this very answer was shown. */
  async function draw() {
    if (running) {
      running.abort();
    }
    const mine = new AbortController();
    running = mine;
    world.waiting();
    try {
      const drawn = await world.ask(at, mine.signal);
      if (running !== mine) {
        return false;
      }
      at = drawn.page;
      count = drawn.pages;
      running = null;
      world.show(drawn);
      return true;
    } catch (reason) {
      if (running === mine) {
        running = null;
        world.fail(reason);
      }
      return false;
    }
  }
}

/**
 * Write the address that shows a picture in an `<img>`: an SVG in one runs no script and loads nothing.
 * @param {{ kind: "svg" | "png", data: string }} told the text of an SVG, or base64
 */
export function pictureOf({ kind, data }) {
  return kind === "svg" ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(data)}` : `data:image/png;base64,${data}`;
}
