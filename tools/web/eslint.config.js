// What eslint asks of our scripts beside what tsc proves: every rule that is on or off has its reason here.
import js from "@eslint/js";

export default [
  // everything that eslint's authors call a mistake
  js.configs.recommended,
  {
    files: ["**/*.js"],
    linterOptions: {
      // a comment that switches a rule off and is not needed any more would hide the next mistake
      reportUnusedDisableDirectives: "error",
      // rules are chosen here, not in the scripts
      noInlineConfig: true,
    },
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      // off: tsc knows the names of the browser and of the libraries, and says what is not defined and what nobody uses
      "no-undef": "off",
      "no-unused-vars": "off",
      "no-redeclare": "off",

      // the security policy refuses code from text, and markup from text would let in what users typed
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]", message: "Make elements; markup from text lets in what users typed." },
        { selector: "CallExpression > MemberExpression.callee[property.name=/^(insertAdjacentHTML|setHTMLUnsafe)$/]", message: "Make elements; markup from text lets in what users typed." },
        // the scripts of a page share nothing but what they import
        { selector: "AssignmentExpression > MemberExpression.left[object.name=/^(window|globalThis)$/]", message: "Export it: the scripts of a page share no names." },
      ],

      // two ways of writing one thing: one of them
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "object-shorthand": "error",
      "arrow-body-style": ["error", "as-needed"],
      "no-else-return": "error",
      "curly": ["error", "multi-line"],

      // a name means one thing where it can be seen
      "no-shadow": ["error", { builtinGlobals: false, hoist: "all" }],
      "no-param-reassign": "error",
      "consistent-return": "off", // tsc says it, and knows which functions return nothing

      // mistakes that the recommended set leaves out
      "array-callback-return": "error",
      "no-promise-executor-return": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unreachable-loop": "error",
      "no-useless-assignment": "error",
      "require-atomic-updates": "off", // it takes every field written after an await for a race
      "no-console": "error",
      // a dialog of the browser has no language of ours; home/notices.js asks for an address, which has no other dialog yet
      "no-alert": "off",

      // rooms stay small here too; types stand in comments and do not count
      "max-lines": ["error", { max: 300, skipComments: true }],
      "max-depth": ["error", 4],
      "complexity": ["error", 20],
    },
  },
];
