// The editor of forms (format language 2): its parts, the paper beside them, and saving.
import "./model.js";
import "../formats/fields.js";
import "./groups.js";
import "./head.js";
import "./keys.js";
import "./layout.js";
import "./mends.js";
import "../formats/preview.js";
import "./renaming.js";
import "../formats/saving.js";
import { show } from "../formats/tabs.js";
import "./texts.js";

show("layout");
