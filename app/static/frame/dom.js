// Elements found by selector, each of the kind that is wanted; what a page must have and has not is told by name.

/**
 * A class of elements, as `HTMLInputElement` is.
 * @template {Element} T
 * @typedef {{ new (): T, prototype: T }} Kind
 */

/**
 * Find an element that may be missing.
 * @template {Element} T
 * @param {string} selector
 * @param {Kind<T>} kind
 * @param {ParentNode} [root]
 * @returns {T | null}
 */
export function maybe(selector, kind, root = document) {
  const found = root.querySelector(selector);
  return found instanceof kind ? found : null;
}

/**
 * Find an element that the page must have.
 * @template {Element} T
 * @param {string} selector
 * @param {Kind<T>} kind
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function one(selector, kind, root = document) {
  const found = maybe(selector, kind, root);
  if (!found) {
    throw new Error(`This page has no ${kind.name} ${selector}`);
  }
  return found;
}

/**
 * Find all elements of one kind.
 * @template {Element} T
 * @param {string} selector
 * @param {Kind<T>} kind
 * @param {ParentNode} [root]
 * @returns {T[]}
 */
export function all(selector, kind, root = document) {
  /** @type {T[]} */
  const found = [];
  root.querySelectorAll(selector).forEach((element) => {
    if (element instanceof kind) {
      found.push(element);
    }
  });
  return found;
}

/**
 * Find the element of an event, or the nearest one around it, that fits.
 * @template {Element} T
 * @param {Event} event
 * @param {string} selector
 * @param {Kind<T>} kind
 * @returns {T | null}
 */
export function around(event, selector, kind) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return found instanceof kind ? found : null;
}

/**
 * Return the field of a form that has this name.
 * @template {Element} T
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {Kind<T>} kind
 * @returns {T}
 */
export function field(form, name, kind) {
  const found = form.elements.namedItem(name);
  if (!(found instanceof kind)) {
    throw new Error(`This form has no ${kind.name} ${name}`);
  }
  return found;
}

/**
 * Read what the page brought as JSON; the caller says what it is.
 * @param {string} id
 * @returns {any}
 */
export function brought(id) {
  return JSON.parse(one(`#${id}`, HTMLScriptElement).textContent || "null");
}

/**
 * Make a button that does something.
 * @param {string} text
 * @param {string} kind the classes that say how it looks
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
export function button(text, kind, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
