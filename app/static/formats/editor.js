// The format editor: its parts, the paper beside them, and saving.
import "./fields.js";
import "./layout.js";
import "./preview.js";
import "./saving.js";
import { show } from "./tabs.js";
import "./texts.js";

show("fields");
