// What a field has beside its label: where its content comes from, when it is required, its options, its help.
import { button, editor, el, input, order, pair, put, read, vocabulary, words, wordsOf } from "./state.js";

/** @typedef {import("./state.js").Field} Field */
/** @typedef {import("./state.js").Option} Option */

/**
 * @param {import("./state.js").Pairs} pairs
 * @param {string} code
 */
const name = (pairs, code) => (pairs.find(([value]) => value === code) || [code, code])[1];
/**
 * @param {object} item
 * @returns {Record<string, string | undefined>} its words by language
 */
const worded = (item) => /** @type {any} */ (item);

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 */
export function help(field, at) {
  if (!editor.isForm) {
    return ["help_zh", "help_en"].map((attribute) => input({
      label: editor.label(attribute), value: worded(field)[attribute], set: (value) => put(worded(field), attribute, value), place: at(attribute),
    }));
  }
  return ["zh", "en"].map((language) => input({
    label: editor.label(`help_${language}`), value: (field.help || {})[language], lang: language, place: at(`help.${language}`),
    set: (/** @type {string} */ value) => {
      const said = { ...field.help, [language]: value };
      const kept = Object.fromEntries(Object.entries(said).filter(([, text]) => text));
      put(field, "help", Object.keys(kept).length ? kept : undefined);
    },
  }));
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {() => void} redraw
 */
export function requiredIf(field, at, redraw) {
  const rule = field.required_if || { field: "", is: "" };
  const others = editor.list("fields").filter((other) => other !== field && other.kind === "enum");
  if (!others.length) {
    return null;
  }
  const asked = others.find((other) => other.key === rule.field);
  const values = (/** @type {Field | undefined} */ other) => ((other && other.options) || []).map((option) => pair(option.value, read(worded(option)) || option.value));
  /**
   * @param {string} key
   * @param {string} [is]
   */
  const write = (key, is) => {
    const first = values(others.find((other) => other.key === key))[0];
    put(field, "required_if", key ? { field: key, is: is || (first ? first[0] : "") } : undefined);
    redraw();
  };
  const choices = others.map((other) => pair(other.key, read(worded(other)) || other.key));
  return el("div", { class: "full pairline" },
    input({ label: editor.label("required_if"), value: rule.field || "", kind: "select", choices: [["", words.none], ...choices], set: (key) => write(key), place: at("required_if") }),
    rule.field ? input({ label: words.is, value: rule.is || "", kind: "select", choices: values(asked), set: (is) => write(rule.field, is), place: at("required_if.is") }) : null);
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {() => void} redraw
 */
export function source(field, at, redraw) {
  const known = field.source || { from: [] };
  const paths = [...(known.from || [])];
  const rows = (field.repeats || "none") !== "none";
  /**
   * @param {string[]} next
   * @param {string} [rule]
   */
  const write = (next, rule) => {
    put(field, "source", next.length ? { from: next, ...(rule && rule !== "text" ? { rule } : {}) } : undefined);
    redraw();
  };
  const fits = vocabulary.sources.filter(([path]) => !rows || !["goods_line", "container"].includes(field.repeats || "")
    || path.startsWith(field.repeats === "container" ? "containers[]." : "goods_lines[]."));
  const rules = Object.entries(vocabulary.rules).filter(([, can]) => (rows ? can.rows : can.once)).map(([rule]) => pair(rule, wordsOf.rules[rule] || rule));
  const chips = paths.map((path, number) => el("li", {},
    el("bdi", { dir: "ltr" }, path), ` ${name(vocabulary.sources, path)}`,
    order(paths, number, at(`source.${number}`), path, () => write(paths, known.rule))));
  return el("div", { class: "full sources" },
    el("ol", { class: "chips", "aria-label": editor.label("source") }, ...chips),
    el("div", { class: "pairline" },
      input({ label: editor.label("source"), value: "", kind: "select", choices: [["", words.addSource], ...fits], set: (/** @type {string} */ path) => path && write([...paths, path], known.rule), place: at("source") }),
      paths.length ? input({ label: words.rule, value: known.rule || "text", kind: "select", choices: rules, set: (/** @type {string} */ rule) => write(paths, rule), place: at("source.rule") }) : null));
}

/**
 * @param {Field} field
 * @param {(attribute: string) => string} at
 * @param {() => void} redraw
 */
export function options(field, at, redraw) {
  const items = field.options || (field.options = []);
  const parts = ["value", ...editor.languages()];
  const named = (/** @type {string} */ part) => words[part] || editor.language(part);
  /**
   * @param {Option} option
   * @param {number} number
   */
  const line = (option, number) => el("tr", {},
    ...parts.map((part) => el("td", {}, el("input", {
      value: worded(option)[part] || "", "aria-label": `${named(part)} ${number + 1}`, "data-focus": at(`options.${number}.${part}`), "data-place": at(`options.${number}.${part}`),
      on: { input: (/** @type {{ target: HTMLInputElement }} */ event) => { worded(option)[part] = event.target.value; editor.changed(); } },
    }))),
    el("td", {}, order(items, number, at(`options.${number}`), read(worded(option)) || option.value, redraw)));
  return el("div", { class: "full" },
    el("div", { class: "scroll" }, el("table", { class: "small" },
      el("thead", {}, el("tr", {}, ...parts.map((part) => el("th", { scope: "col" }, named(part))), el("td", {}))),
      el("tbody", {}, ...items.map(line)))),
    button(words.addOption, () => {
      items.push(/** @type {Option} */ (Object.fromEntries(parts.map((part) => [part, ""]))));
      editor.changed();
      redraw();
    }, { "data-focus": at("options.add") }));
}
