// A field made where it is needed: its label, for a choice its options one a line.
import { button, editor, el, input } from "../formats/state.js";
import { freshKey, paperLanguages, say } from "./model.js";

/**
 * Ask for a new field's label and options.
 * @param {object} asked
 * @param {boolean} asked.isChoice
 * @param {string} asked.place
 * @param {(key: string) => void} asked.made what is done with the new field
 */
export function newField({ isChoice, place, made }) {
  const language = paperLanguages()[0];
  let label = "";
  let options = "";
  let isMultiple = false;
  const make = () => {
    const fields = editor.list("fields");
    const key = freshKey(fields, "field", label);
    const lines = options.split("\n").map((line) => line.trim()).filter(Boolean);
    fields.push(/** @type {any} */ ({ key, [language]: label.trim(), kind: isChoice ? "enum" : "text", ...(isMultiple ? { multiple: true } : {}), ...(isChoice ? { options: valued(lines, language) } : {}) }));
    editor.changed();
    made(key);
  };
  return el("div", { class: "newfield", "data-place": place, role: "group", "aria-label": say.newField },
    input({ label: say.labelOfNew.replace("{language}", editor.language(language)), value: "", place: `${place}.label`, lang: language, set: (value) => { label = value; } }),
    isChoice ? input({ label: say.optionsOfNew, value: "", kind: "area", place: `${place}.options`, lang: language, set: (value) => { options = value; } }) : null,
    isChoice ? input({ label: editor.label("multiple"), value: false, kind: "tick", place: `${place}.multiple`, set: (on) => { isMultiple = on; } }) : null,
    button(say.makeField, make, { class: "btn", "data-focus": `${place}.make` }));
}

/**
 * @param {string[]} lines
 * @param {string} language
 */
function valued(lines, language) {
  /** @type {{ key: string, value: string }[]} */
  const options = [];
  lines.forEach((line) => {
    const value = freshKey(options, "option", line);
    options.push({ key: value, value });
  });
  return options.map(({ value }, number) => ({ value, [language]: lines[number] }));
}
