// Inputs for words in every language of the paper.
import { editor, input } from "../formats/state.js";
import { paperLanguages, say } from "./model.js";

/** @typedef {import("./model.js").Words} Words */

/**
 * @param {object} asked
 * @param {string} asked.label what the words are
 * @param {Record<string, any> | undefined} asked.words
 * @param {string} asked.place
 * @param {(words: Words) => void} asked.set what is done with all of them, the empty ones left out
 * @param {string[]} [asked.languages]
 * @returns {HTMLElement[]}
 */
export function worded({ label, words = {}, place, set, languages = paperLanguages() }) {
  let said = Object.fromEntries(Object.entries(words).filter(([name, text]) => name.length === 2 && typeof text === "string"));
  return languages.map((language) => input({
    label: say.wordsIn.replace("{what}", label).replace("{language}", editor.language(language)), value: said[language], lang: language, place: `${place}.${language}`,
    set: (/** @type {string} */ text) => {
      said = { ...said, [language]: text };
      set(Object.fromEntries(Object.entries(said).filter(([, one]) => one)));
    },
  }));
}

/**
 * Inputs for words that stand beside the other entries of an item.
 * @param {object} asked
 * @param {string} asked.label
 * @param {Record<string, any>} asked.item
 * @param {string} asked.place
 * @param {() => void} [asked.line]
 * @returns {HTMLElement[]}
 */
export function wordedItem({ label, item, place, line }) {
  return paperLanguages().map((language) => input({
    label: say.wordsIn.replace("{what}", label).replace("{language}", editor.language(language)), value: item[language], lang: language, place: `${place}.${language}`,
    set: (/** @type {string} */ text) => {
      item[language] = text;
      editor.changed();
      if (line) {
        line();
      }
    },
  }));
}
